# name: takes what the given framework finds, path by path, and removes duplicates afterwards
# explanation: The result is right, the work doubles with each doubling. The text says: "No node is visited once per path: the
#   work grows with the number of edges."
# severity: misunderstanding
# clauses: 7.8
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def backward(self, derivative_from_parent: float) -> None:
        """Give every node of the graph below this one, and this one itself, the derivative of the loss."""
        order: list[framework.NeuralNetNode] = []
        _postorder(self, set(), order)
        order.reverse()
        total = {node: 0.0 for node in order}
        total[self] += derivative_from_parent
        for node in order:
            for child, entry in zip(node.children, node.grad(), strict=True):
                total[child] += total[node] * entry
        for node in order:
            node.on_backward(total[node])


def _postorder(node, seen, order):
    seen.add(node)
    for child in node.children:
        if child not in seen:
            _postorder(child, seen, order)
    order.append(node)


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        """The `Input` nodes below this node, each once, at its first visit: depth first, left to right."""
        return list(dict.fromkeys(self._find_all()))

    def _find_all(self):
        for child in self.children:
            if isinstance(child, framework.Input):
                yield child
            elif isinstance(child, Operation):
                yield from child._find_all()


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
