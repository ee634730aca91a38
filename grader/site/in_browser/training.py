"""Trains a network of the playground: a walk up and a walk down for each sample, however many paths there are.

The framework's own `forward` and `backward` take every path, and a network of a thousand nodes has many. So each
node's value is kept during a step, which is exercise 3, and its derivative is summed before it goes on, which is
exercise 7. What a node computes is its own `op` and `grad`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from backprop import framework
from checks.stepper.objects import described


class Trained:
    """A network, and how to ask and train it."""

    def __init__(self, root: Any) -> None:
        """Take a network of the framework's nodes; it remembers values from now on, so nobody else may use it."""
        network, self.nodes = described(root)
        """The nodes, children before their parents."""
        self.inputs = [one for one in self.nodes if isinstance(one, framework.Input)]
        self._children = [node.children for node in network.nodes]
        self._values: list[Any] = [None] * len(self.nodes)
        for place, node in enumerate(self.nodes):
            node.forward = self._reader(place)

    def ask(self, point: Sequence[float]) -> Any:
        """Return what the network says for these inputs."""
        for one, value in zip(self.inputs, point, strict=True):
            one.value = value
        values = self._values
        for place, (node, children) in enumerate(zip(self.nodes, self._children, strict=True)):
            values[place] = node.op([values[child] for child in children])
        return values[-1]

    def learn(self, derivative: float) -> None:
        """Go down with the loss's derivative at the point that was asked for last; then the parameters move."""
        totals = [0.0] * len(self.nodes)
        totals[-1] = derivative
        for place in reversed(range(len(self.nodes))):
            for child, slope in zip(self._children[place], self.nodes[place].grad(), strict=True):
                totals[child] += totals[place] * slope
        for node, total in zip(self.nodes, totals, strict=True):
            node.on_backward(total)

    def _reader(self, place: int) -> Callable[[], Any]:
        return lambda: self._values[place]
