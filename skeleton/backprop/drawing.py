"""`draw(node)`: a picture of a network, and `step(node)`: the chain rule on it; for notebooks and for files."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from backprop import framework
from checks.explain.drawing import Drawing, drawing
from checks.explain.snapshot import Snapshot
from checks.model.network import Network
from checks.stepper.objects import described
from checks.stepper.showing import Stepping, stepping

__all__ = ["Drawing", "as_data", "draw", "step"]


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


def step(node: framework.NeuralNetNode, derivative: float | Sequence[float] = 1.0) -> Stepping:
    """Show step by step how values go up the network below `node`, and how the derivatives come down.

    Beside the right order are the calls that your own classes make, up to where they part from it: recorded on a copy,
    so nothing moves. The nodes are called as your variables are. `derivative` is what `backward` is called with.
    A notebook shows the page by itself; `step(node).save("step.html")` writes it to a file.

    Raises:
        ValueError: It is no network, or the derivative does not fit its root.
    """
    caller = sys._getframe(1)  # noqa: SLF001  # no public way to the caller
    return stepping(node, derivative, caller.f_globals | caller.f_locals)


def as_data(root: Any) -> Network:
    """Describe a network as data: children before their parents, every object once."""
    return described(root)[0]
