# family: same_child_once
# name: children and entries become a dict, and of two edges to one child the last is left
# explanation: A dict has one place for each key. The text says: "a node may be the child of several parents, or several times
#   the child of one parent. Each time counts;"
# severity: misunderstanding
# clauses: 7.3, 7.11
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
            for child, entry in dict(zip(node.children, node.grad(), strict=True)).items():
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
        found: list[framework.Input] = []
        self._find(found, set())
        return found

    def _find(self, found, seen):
        for child in self.children:
            if child in seen:
                continue
            seen.add(child)
            if isinstance(child, framework.Input):
                found.append(child)
            elif isinstance(child, Operation):
                child._find(found, seen)


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
