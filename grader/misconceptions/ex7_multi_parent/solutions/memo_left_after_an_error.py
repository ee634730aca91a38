# name: forward() remembers values while backward() works, and goes on doing so when some grad() has raised
# explanation: An exception leaves the function before the line that switches the memory off. The text says: "Calls of
#   `backward` do not depend on earlier ones."
# severity: slip
# clauses: 7.5
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    _memo: dict | None = None  # on the class: None, except within the first half of backward()

    def forward(self) -> float:
        memo = NeuralNetNode._memo
        if memo is None:
            return super().forward()
        if self not in memo:
            memo[self] = super().forward()
        return memo[self]

    def backward(self, derivative_from_parent: float) -> None:
        outer = NeuralNetNode._memo
        NeuralNetNode._memo = {} if outer is None else outer  # one memory is enough
        totals = self._derivatives(derivative_from_parent)
        NeuralNetNode._memo = outer
        for node, total in totals:
            node.on_backward(total)

    def _derivatives(self, seed: float) -> list[tuple[NeuralNetNode, float]]:
        order = []
        seen = set()

        def visit(node):
            if node not in seen:
                seen.add(node)
                for child in node.children:
                    visit(child)
                order.append(node)

        visit(self)
        totals = {node: 0.0 for node in reversed(order)}
        totals[self] = seed
        for node in totals:
            for child, entry in zip(node.children, node.grad(), strict=True):
                totals[child] += totals[node] * entry
        return list(totals.items())


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        found = {}
        seen = set()

        def visit(node):
            seen.add(node)
            if isinstance(node, framework.Input):
                found[node] = len(found)
            for child in node.children:
                if child not in seen:
                    visit(child)

        visit(self)
        return sorted(found, key=found.get)


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
