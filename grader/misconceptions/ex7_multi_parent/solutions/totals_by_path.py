# family: once per path
# name: walks along every path and only adds up; the movements come at the end
# explanation: The values are right, but grad is asked once per path and time doubles with each doubling. The text says: "Each
#   node's `on_backward` is called exactly once, with its whole derivative, and its `grad` at most once."
# severity: does not work
# clauses: 7.2
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def backward(self, derivative_from_parent: float) -> None:
        silent_parents = {self: 1}
        totals: dict[NeuralNetNode, float] = {}

        def count(node):
            for child in node.children:
                if child in silent_parents:
                    silent_parents[child] += 1
                else:
                    silent_parents[child] = 1
                    count(child)

        def speak(node, part):
            totals[node] = totals[node] + part if node in totals else part
            for child, entry in zip(node.children, node.grad(), strict=True):
                speak(child, part * entry)

        count(self)
        speak(self, derivative_from_parent)
        for node, total in totals.items():
            node.on_backward(total)


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        visited, inputs = set(), []

        def visit(node):
            if node not in visited:
                visited.add(node)
                if isinstance(node, framework.Input):
                    inputs.append(node)
                for child in node.children:
                    visit(child)

        for child in self.children:
            visit(child)
        return inputs


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
