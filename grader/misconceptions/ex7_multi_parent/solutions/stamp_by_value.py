# name: the mark is the derivative that came in, so a call with the same number as before finds all nodes visited
# explanation: Two calls with the same number are two calls. The text says: "Calls of `backward` do not depend on earlier
#   ones."
# severity: slip
# clauses: 7.5
from __future__ import annotations

import threading

from backprop import framework

_lock = threading.RLock()


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    _mark: tuple | None = None

    def backward(self, derivative_from_parent: float) -> None:
        with _lock:
            token = derivative_from_parent
            order: list = []
            self._visit(token, order)
            self._mark = (token, derivative_from_parent)
            for node in reversed(order):
                _, mine = node._mark
                for child, entry in zip(node.children, node.grad(), strict=True):
                    child._mark = (token, child._mark[1] + mine * entry)
            totals = [node._mark[1] for node in order]
        for node, total in zip(order, totals):
            node.on_backward(total)

    def _visit(self, token, order) -> None:
        self._mark = (token, 0.0)
        for child in self.children:
            if child._mark is None or child._mark[0] != token:
                child._visit(token, order)
        order.append(self)


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        with _lock:
            order: list = []
            seen: set = set()
            self._search(seen, order)
            return order

    def _search(self, seen: set, order: list) -> None:
        seen.add(self)
        for child in self.children:
            if child in seen:
                pass
            elif isinstance(child, framework.Input):
                seen.add(child)
                order.append(child)
            elif isinstance(child, Operation):
                child._search(seen, order)


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
