"""Networks of objects, whatever classes they are of, as data."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any

from backprop import framework
from checks.guest.inspection import below, children_of
from checks.law.answers import is_number
from checks.law.node_types import NODE_TYPES
from checks.model.network import LEAVES, Network, Node
from checks.stepper.question import LONGEST_NAME

KINDS = ("Add", "Multiply", *NODE_TYPES, "Output", "Softmax")
"""The classes of inner nodes whose values and derivatives are known."""


def described(root: Any) -> tuple[Network, list[Any]]:
    """Describe a network as data: children before their parents, every object once; and list the objects.

    Raises:
        ValueError: A node is below itself, or the value of a leaf is no number.
    """
    objects = {id(node): node for node in below(root)}
    # Leaves first, so that they are numbered from left to right.
    ordered = sorted(objects.items(), key=lambda item: bool(children_of(item[1])))
    children = {i: [id(child) for child in children_of(node)] for i, node in ordered}
    try:
        order = list(TopologicalSorter(children).static_order())
    except CycleError:
        raise ValueError("a node is below itself") from None
    place = {i: k for k, i in enumerate(order)}
    nodes = tuple(_as_data(objects[i], [place[child] for child in children[i]]) for i in order)
    return Network(nodes), [objects[i] for i in order]


def names_of(objects: Sequence[Any], namespace: Mapping[str, Any]) -> list[str]:
    """Find the names of variables that hold these objects, the shortest; empty where there is none."""
    found: dict[int, str] = {}
    for name, value in namespace.items():
        better = id(value) not in found or len(name) < len(found[id(value)])
        if better and not name.startswith("_") and len(name) <= LONGEST_NAME:
            found[id(value)] = name
    return [found.get(id(one), "") for one in objects]


def from_code(text: str, names: dict[str, Any]) -> Any:
    """Run code and return what its last statement is about: an expression, or what is assigned.

    Args:
        text: The code, such as `a = Parameter(3); Add([a, a])`.
        names: The names that it may use; those that it defines are added.

    Raises:
        ValueError: There is no such statement.
        BaseException: Whatever the code raises.
    """
    tree = ast.parse(text.strip())
    last = tree.body.pop() if tree.body else None
    exec(compile(tree, "<network>", "exec"), names)  # noqa: S102  # code that students typed, on their own machine
    if not isinstance(last, (ast.Expr, ast.Assign)):
        raise ValueError("its last part is no expression")
    value = eval(compile(ast.Expression(last.value), "<network>", "eval"), names)  # noqa: S307  # likewise
    if isinstance(last, ast.Assign):
        names |= {target.id: value for target in last.targets if isinstance(target, ast.Name)}
    return value


def _as_data(node: Any, children: list[int]) -> Node:
    kind = _kind(node)
    if kind not in LEAVES:
        return Node(kind, tuple(children))
    if not is_number(node.value):
        raise ValueError(f"the value of {node!r} is no number")
    rate = node.learning_rate if kind == "Parameter" else None
    return Node(kind, value=node.value, learning_rate=rate, name=getattr(node, "name", None))


def _kind(node: Any) -> str:
    """Find the known class that a node descends from; one that computes something else goes by its own name."""
    if isinstance(node, framework.Input | framework.Parameter):
        return "Input" if isinstance(node, framework.Input) else "Parameter"
    for cls in type(node).__mro__:
        if cls.__name__ in KINDS:
            return cls.__name__
        if {"op", "grad"} & vars(cls).keys():
            break
    return type(node).__name__
