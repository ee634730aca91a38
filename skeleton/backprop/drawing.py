"""`draw(node)`: a picture of a network, for notebooks and for files."""

from __future__ import annotations

from collections.abc import Sequence
from graphlib import TopologicalSorter
from typing import Any

from backprop import framework
from checks.explain.drawing import Drawing, drawing
from checks.explain.snapshot import Snapshot
from checks.guest.inspection import below
from checks.model.network import LEAVES, Network, Node

KINDS = ("Input", "Parameter", "Add", "Multiply", "ReLU", "Sigmoid", "Output", "Softmax")
"""The classes whose values and derivatives are known; nodes of others are drawn with their name only."""


def draw(node: framework.NeuralNetNode, derivative: float | Sequence[float] | None = None) -> Drawing:
    """Draw the network below `node`, made of any exercise's classes.

    The values stand at the edges, on their way up. With a `derivative`, the derivatives that `backward(derivative)`
    must send are there too, on their way down. All numbers are the right ones, whatever your own code computes.
    A notebook shows the picture by itself; `draw(node).save("network.svg")` writes it to a file.

    >>> from backprop.framework import Add, Multiply, Parameter
    >>> w = Parameter(3.0)
    >>> draw(Add([Multiply([w, w]), w]), derivative=1.0).svg[:4]
    '<svg'
    """
    network = as_data(node)
    exact = tuple(derivative) if isinstance(derivative, Sequence) else derivative
    return drawing(Snapshot(network, network.root, exact))


def as_data(root: Any) -> Network:
    """Describe a network as data: children before their parents, every object once."""
    objects = {id(node): node for node in below(root)}
    # Leaves first, so that they are numbered from left to right.
    ordered = sorted(objects.items(), key=lambda item: bool(item[1].children))
    children = {i: [id(child) for child in node.children] for i, node in ordered}
    order = list(TopologicalSorter(children).static_order())
    place = {i: k for k, i in enumerate(order)}
    return Network(tuple(_as_data(objects[i], [place[child] for child in children[i]]) for i in order))


def _as_data(node: Any, children: list[int]) -> Node:
    kind = _kind(node)
    if kind in LEAVES:
        return Node(kind, value=node.value, name=getattr(node, "name", None))
    return Node(kind, tuple(children))


def _kind(node: Any) -> str:
    """Find the known class that a node descends from; if there is none, take the name of its own class."""
    family = [cls.__name__ for cls in type(node).__mro__]
    if isinstance(node, framework.Input | framework.Parameter):
        return "Input" if isinstance(node, framework.Input) else "Parameter"
    own = family[0]
    return own if own in KINDS else next((name for name in family if name in KINDS[2:6]), own)
