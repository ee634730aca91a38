"""Look at the objects that a solution has made."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
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
            stack += children_of(one)[::-1]
    return list(found.values())


def children_of(node: Any) -> list[Any]:
    """List a node's children; a macro of the course may have no such list."""
    return list(getattr(node, "children", ()))


def kind(node: Any) -> str:
    """Name the class of the given framework, or the abstract class of an exercise, that an object is one of."""
    names = [cls.__name__ for cls in type(node).__mro__]
    return next((name for name in names if name in KINDS), type(node).__name__)


def leaf_value(node: Any) -> Any:
    """Return the value of an input or a parameter as data, None for another node."""
    return encode(node.value) if isinstance(node, (framework.Input, framework.Parameter)) else None


def survey(root: Any, place: Callable[[Any], int], macro: Any) -> list[list[Any]]:
    """List the places of the inputs below a node, the values of the parameters, and the classes of the macros.

    Args:
        root: The node.
        place: Returns the position of a node that is ours, -1 for another.
        macro: The solution's class of macros; an empty tuple if it has none.
    """
    found = below(root)
    values = [encode(n.value) for n in found if isinstance(n, framework.Parameter)]
    macros = [type(n).__name__ for n in found if isinstance(n, macro)]
    return [[place(n) for n in found if isinstance(n, framework.Input)], values, macros]


def structure(root: Any, place: Callable[[Any], int]) -> list[list[Any]]:
    """Describe each object below a node: its kind, its children in this list, its value, and its place (see above)."""
    found = below(root)
    at = {id(one): i for i, one in enumerate(found)}
    return [[kind(n), [at[id(c)] for c in children_of(n)], leaf_value(n), place(n)] for n in found]


def made_below(root: Any, ours: Sequence[Any]) -> list[Any]:
    """List the parameters at and below a node that are neither ours nor copies of ours, which have their values."""
    known, same = [n.value for n in ours if isinstance(n, framework.Parameter)], set(map(id, ours))
    found = [n for n in below(root) if isinstance(n, framework.Parameter)]
    return [n for n in found if id(n) not in same and n.value not in known]


def counted(do: Callable[[], Any]) -> tuple[Any, int]:
    """Do something, and count the calls of functions, by a hook of Python itself, so that no call hides.

    Returns:
        What it returned, and the number of calls.
    """
    count = 0

    def note(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before, collecting = sys.getprofile(), gc.isenabled()
    gc.disable()  # a collected object, such as a generator of an earlier scenario, may call functions
    sys.setprofile(note)
    try:
        answer = do()
    finally:
        sys.setprofile(before)
        if collecting:
            gc.enable()
    return answer, count
