# name: a node is marked when it is put on the stack, not when it is taken off
# explanation: A node that waits on the stack may have an earlier first visit by another way. The text says: "The `Input` nodes
#   below this node, each once, at its first visit: depth first, left to right."
# severity: misunderstanding
# clauses: 7.7
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
    parents_left: dict = {}
    seen = {root}
    stack = [root]
    while stack:
        node = stack.pop()
        for child in node.children:
            parents_left[child] = parents_left.get(child, 0) + 1
            if child not in seen:
                seen.add(child)
                stack.append(child)
    # peel: a level is what has no parents left once the levels above are gone
    levels = [[root]]
    while levels[-1]:
        following = []
        for node in levels[-1]:
            for child in node.children:
                parents_left[child] -= 1
                if not parents_left[child]:
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
        been = {id(self)}
        todo = [self]
        while todo:
            node = todo.pop()
            if isinstance(node, framework.Input):
                inputs[node] = None
            for child in node.children[::-1]:
                if id(child) not in been:
                    been.add(id(child))
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
