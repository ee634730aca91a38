# name: a parameter moves as soon as its last parent has spoken, while the derivatives of others are still to come
# explanation: Most of the time nobody sees it. But if one of the derivatives that are still to come cannot be computed, a
#   part of the network has learned from a step that never was.
# severity: slip
# clauses: 7.4
from __future__ import annotations

from collections import Counter

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def backward(self, derivative_from_parent: float) -> None:
        missing = Counter(child for node in reachable(self) for child in node.children)
        total = {node: 0.0 for node in reachable(self)}
        total[self] = derivative_from_parent
        ready = [self]
        while ready:
            node = ready.pop()
            for child, slope in zip(node.children, node.grad(), strict=True):
                total[child] += total[node] * slope
                missing[child] -= 1
                if not missing[child]:
                    ready.append(child)
            node.on_backward(total[node])


def reachable(root):
    """List the nodes at and below the root, each once."""
    found = {root: None}
    waiting = [root]
    while waiting:
        for child in waiting.pop().children:
            if child not in found:
                found[child] = None
                waiting.append(child)
    return list(found)


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        found, seen = [], set()

        def visit(node):
            if node not in seen:
                seen.add(node)
                if isinstance(node, framework.Input):
                    found.append(node)
                for child in node.children:
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
