"""A helper method on the nodes walks down; whatever a course adds is derived from them, and so has it."""

from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def _collect(self, order: list, seen: set) -> None:
        if id(self) not in seen:
            seen.add(id(self))
            for child in self.children:
                child._collect(order, seen)
            order.append(self)

    def backward(self, derivative_from_parent: float) -> None:
        """Give every node of the graph below this one, and this one itself, the derivative of the loss.

        `derivative_from_parent` is the derivative with respect to this node. The derivative of any other node is the
        sum, over all edges to it from a parent (at or below this node), of the parent's derivative times the parent's
        entry of `grad()` for that edge.

        Each node's `on_backward` is called exactly once, with its whole derivative, and its `grad` at most once. All
        derivatives are computed before any parameter moves: if some `grad` raises an exception, none has moved. Calls
        of `backward` do not depend on earlier ones, not even on one that ended in an exception.
        """
        order: list[framework.NeuralNetNode] = []
        self._collect(order, set())
        order.reverse()

        total = {id(node): 0.0 for node in order}
        total[id(self)] = derivative_from_parent
        for node in order:
            if node.children:
                for child, d in zip(node.children, node.grad(), strict=True):
                    total[id(child)] += total[id(node)] * d
        for node in order:
            node.on_backward(total[id(node)])


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        """The `Input` nodes below this node, each once, at its first visit: depth first, left to right.

        No node is visited once per path: the work grows with the number of edges. The list belongs to the caller.
        """
        found: list[framework.Input] = []
        seen: set[int] = set()

        def visit(node: framework.NeuralNetNode) -> None:
            for child in node.children:
                if id(child) not in seen:
                    seen.add(id(child))
                    if isinstance(child, framework.Input):
                        found.append(child)
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
