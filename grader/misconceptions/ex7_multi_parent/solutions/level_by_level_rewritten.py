# name: nodes in the order of their distance from the root, the shortest one
# explanation: A short way and a long way lead to the same node, and the long one is late. The text says: "The derivative of
#   any other node is the sum, over all edges to it from a parent (at or below this node), of the parent's
#   derivative times the parent's entry of `grad()` for that edge."
# severity: misunderstanding
# clauses: 7.1
# family: order of visits
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def backward(self, derivative_from_parent: float) -> None:
        levels = longest_levels(self)
        gathered: dict[int, float] = {id(self): derivative_from_parent}
        for level in levels:
            for node in level:
                mine = gathered[id(node)]
                for child, entry in zip(node.children, node.grad(), strict=True):
                    gathered[id(child)] = gathered.get(id(child), 0.0) + mine * entry
        for level in reversed(levels):
            for node in level:
                node.on_backward(gathered[id(node)])


def longest_levels(root):
    seen = {root}
    stack = [root]
    while stack:
        node = stack.pop()
        for child in node.children:
            if child not in seen:
                seen.add(child)
                stack.append(child)
    levels = [[root]]
    while levels[-1]:
        following = []
        for node in levels[-1]:
            for child in node.children:
                if child in seen:
                    seen.remove(child)
                    following.append(child)
        levels.append(following)
    return levels


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        inputs: dict[framework.Input, None] = {}
        been: set[int] = set()
        todo = [self]
        while todo:
            node = todo.pop()
            if id(node) in been:
                continue
            been.add(id(node))
            if isinstance(node, framework.Input):
                inputs[node] = None
            for child in node.children[::-1]:
                todo.append(child)
        return [*inputs]


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
