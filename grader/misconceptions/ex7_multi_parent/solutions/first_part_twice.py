# name: setdefault puts the first part in, and then it is added
# explanation: Setdefault(child, part) and += part. The text says: "The derivative of any other node is the sum, over all edges
#   to it from a parent (at or below this node), of the parent's derivative times the parent's entry of `grad()` for
#   that edge."
# severity: misunderstanding
# clauses: 7.1, 7.6
from __future__ import annotations

from contextlib import ExitStack
from functools import partial

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def backward(self, derivative_from_parent: float) -> None:
        moves = ExitStack()
        totals = {self: derivative_from_parent}
        for node in self._downward():
            total = totals[node]
            moves.callback(partial(node.on_backward, total))
            for child, entry in zip(node.children, node.grad(), strict=True):
                totals.setdefault(child, total * entry)
                totals[child] += total * entry
        moves.close()

    def _downward(self):
        """This node and all below it, parents first."""
        state: dict[NeuralNetNode, str] = {}
        order: list[NeuralNetNode] = []

        def visit(node: NeuralNetNode) -> None:
            state[node] = "grey"
            for child in node.children:
                colour = state.get(child, "white")
                if colour == "grey":
                    raise ValueError("a cycle is no network")
                if colour == "white":
                    visit(child)
            state[node] = "black"
            order.insert(0, node)

        visit(self)
        return order


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        inputs: list[framework.Input] = []
        marked: set[int] = set()
        self._mark(marked, inputs)
        return inputs

    def _mark(self, marked: set[int], inputs: list[framework.Input]) -> None:
        for child in self.children:
            if id(child) not in marked:
                marked.add(id(child))
                if isinstance(child, framework.Input):
                    inputs.append(child)
                elif hasattr(child, "_mark"):
                    child._mark(marked, inputs)


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
