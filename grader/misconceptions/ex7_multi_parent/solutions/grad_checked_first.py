# name: a first round asks every node for its grad, to see whether it has the right length, the second to use it
# explanation: A check that costs as much as the work. The text says: "Each node's `on_backward` is called exactly once, with
#   its whole derivative, and its `grad` at most once."
# severity: misunderstanding
# clauses: 7.2
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def backward(self, derivative_from_parent: float) -> None:
        levels = longest_levels(self)
        for level in levels:
            for node in level:
                if len(node.grad()) != len(node.children):
                    raise ValueError(f"grad() of {node!r} does not fit its children")
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
