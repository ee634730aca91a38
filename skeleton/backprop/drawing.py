"""`draw(node)`: a picture of a network, for notebooks and for files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from backprop import framework
from checks.drawing import Drawing, drawing
from checks.networks import Network, Node
from checks.scene import Scene

KINDS = ("Input", "Parameter", "Add", "Multiply", "ReLU", "Sigmoid", "Output", "Softmax")
"""The nodes of which is known what is right; others are drawn with their name."""


def draw(node: framework.NeuralNetNode, derivative: float | Sequence[float] | None = None) -> Drawing:
    """A picture of the network below `node`, of any exercise's classes.

    Values go up the edges. With a `derivative`, what `backward(derivative)` has to bring each node comes down them.
    A notebook shows the picture by itself; `draw(node).save("network.svg")` writes it to a file. The numbers are those
    that are right for this network, whatever your own code makes of it.

    >>> from backprop.framework import Add, Multiply, Parameter
    >>> w = Parameter(3.0)
    >>> draw(Add([Multiply([w, w]), w]), derivative=1.0).svg[:4]
    '<svg'
    """
    network = as_data(node)
    exact = tuple(derivative) if isinstance(derivative, Sequence) else derivative
    return drawing(Scene(network, network.root, exact))


def as_data(root: Any) -> Network:
    """The network as data: children before their parents, every object once."""
    place: dict[int, int] = {}
    nodes: list[Node] = []
    stack = [(root, False)]
    while stack:
        node, ready = stack.pop()
        if id(node) in place:
            continue
        if not ready:
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node.children))
            continue
        place[id(node)] = len(nodes)
        children = tuple(place[id(child)] for child in node.children)
        leaf = isinstance(node, framework.Input | framework.Parameter)
        name = getattr(node, "name", None)
        nodes.append(Node(_kind(node), children, node.value if leaf else None, name=name if leaf else None))
    return Network(tuple(nodes))


def _kind(node: Any) -> str:
    """The name of the first class in the node's family that is known, else the name of its own."""
    family = [cls.__name__ for cls in type(node).__mro__]
    if isinstance(node, framework.Input | framework.Parameter):
        return "Input" if isinstance(node, framework.Input) else "Parameter"
    own = family[0]
    return own if own in KINDS else next((name for name in family if name in KINDS[2:6]), own)
