# name: the nodes that have to move wait in one queue, which belongs to the class
# explanation: A grad() of somebody else's may call backward() of another network. Whose nodes does that one find in the queue?
# severity: slip
# clauses: 7.4, 7.9

from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    _queue = []

    def backward(self, derivative_from_parent: float) -> None:
        order = []
        seen = set()

        def visit(node):
            seen.add(node)
            for child in node.children:
                if child not in seen:
                    visit(child)
            order.append(node)

        visit(self)
        order.reverse()

        totals = {node: 0.0 for node in order}
        totals[self] = derivative_from_parent
        queue = NeuralNetNode._queue
        try:
            for node in order:
                queue.append((node, totals[node]))
                for child, derivative in zip(node.children, node.grad(), strict=True):
                    totals[child] += totals[node] * derivative
            while queue:
                waiting, total = queue.pop(0)
                waiting.on_backward(total)
        finally:
            queue.clear()


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        seen = set()
        found = []

        def visit(node):
            for child in node.children:
                if child in seen:
                    continue
                seen.add(child)
                if isinstance(child, framework.Input):
                    found.append(child)
                elif isinstance(child, framework.Operation):
                    visit(child)

        visit(self)
        return found


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
