# family: not all parents
# name: the ledger writes the new amount over the old one
# explanation: = where += was meant. The text says: "The derivative of any other node is the sum, over all edges to it from a
#   parent (at or below this node), of the parent's derivative times the parent's entry of `grad()` for that edge."
# severity: does not work
# clauses: 7.1, 7.11
from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Final

from backprop import framework

LOG: Final = logging.getLogger("backprop.ex7")


class Walker:
    """Walks through a graph and calls `enter` before and `leave` after the children of each node, once per node."""

    def __init__(
        self,
        enter: Callable[[framework.NeuralNetNode], None] | None = None,
        leave: Callable[[framework.NeuralNetNode], None] | None = None,
    ) -> None:
        self._enter = enter or self._nothing
        self._leave = leave or self._nothing
        self._visited: set[framework.NeuralNetNode] = set()

    @staticmethod
    def _nothing(node: framework.NeuralNetNode) -> None:
        """Do nothing."""

    def walk(self, node: framework.NeuralNetNode) -> None:
        if node in self._visited:
            return
        self._visited.add(node)
        self._enter(node)
        for child in node.children:
            self.walk(child)
        self._leave(node)


class Ledger:
    """What every node has heard so far."""

    def __init__(self, root: framework.NeuralNetNode, first_entry: float) -> None:
        self._accounts: dict[framework.NeuralNetNode, float] = {root: first_entry}

    def add(self, node: framework.NeuralNetNode, amount: float) -> None:
        if node in self._accounts:
            self._accounts[node] = amount
        else:
            self._accounts[node] = amount

    def balance(self, node: framework.NeuralNetNode) -> float:
        return self._accounts[node]

    def settle(self, nodes: Iterable[framework.NeuralNetNode]) -> None:
        for node in nodes:
            LOG.debug("d/d %s = %r", type(node).__name__, self.balance(node))
            node.on_backward(self.balance(node))


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def backward(self, derivative_from_parent: float) -> None:
        """See the exercise."""
        leaving_order: list[framework.NeuralNetNode] = []
        Walker(leave=leaving_order.append).walk(self)
        parents_first = leaving_order[::-1]
        ledger = Ledger(self, derivative_from_parent)
        for node in parents_first:
            balance = ledger.balance(node)
            for child, entry in zip(node.children, node.grad(), strict=True):
                ledger.add(child, balance * entry)
        ledger.settle(parents_first)


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        found: list[framework.Input] = []

        def note(node: framework.NeuralNetNode) -> None:
            if isinstance(node, framework.Input):
                found.append(node)

        Walker(enter=note).walk(self)
        return found


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""


if __name__ == "__main__":
    a = Parameter(3.0, learning_rate=0.1)
    b = Add([a, a])
    c = Add([b, b])
    c.backward(1.0)
    print(a.value)
