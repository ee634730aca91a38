"""Look at the objects that a solution has made."""

from __future__ import annotations

from typing import Any

from backprop import framework
from checks.model.kinds import encode

KINDS = ("Input", "Parameter", "Add", "Multiply", "ReLU", "Sigmoid", "Macro", "Output")


def below(root: Any) -> list[Any]:
    """List the objects at and below a node, each once, in the order of first visits."""
    found: dict[int, Any] = {}
    stack = [root]
    while stack:
        one = stack.pop()
        if id(one) not in found:
            found[id(one)] = one
            stack.extend(reversed(list(one.children)))
    return list(found.values())


def kind(node: Any) -> str:
    """Name the class of the given framework, or the abstract class of an exercise, that an object is one of."""
    names = [cls.__name__ for cls in type(node).__mro__]
    return next((name for name in names if name in KINDS), type(node).__name__)


def leaf_value(node: Any) -> Any:
    """Return the value of an input or a parameter as data, None for another node."""
    return encode(node.value) if isinstance(node, (framework.Input, framework.Parameter)) else None
