# family: divided_by_the_parents
# name: the derivative is the mean of what the parents say
# explanation: Many parents should not make a node learn faster. The text says: "The derivative of any other node is the sum,
#   over all edges to it from a parent (at or below this node), of the parent's derivative times the parent's entry
#   of `grad()` for that edge."
# severity: misunderstanding
# clauses: 7.1
from __future__ import annotations

from array import array

from backprop import framework


def topological(root):
    """Nodes from the root down, each after all its parents; and the index of each."""
    index, order = {}, []
    stack = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        if leaving:
            order.append(node)
        elif id(node) not in index:
            index[id(node)] = -1
            stack.append((node, True))
            stack.extend((child, False) for child in node.children)
    order.reverse()
    for i, node in enumerate(order):
        index[id(node)] = i
    return order, index


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def backward(self, derivative_from_parent: float) -> None:
        order, index = topological(self)
        entries = [node.grad() for node in order]
        total = array("d", bytes(8 * len(order)))
        total[0] = derivative_from_parent
        for i, node in enumerate(order):
            for child, entry in zip(node.children, entries[i], strict=True):
                total[index[id(child)]] += total[i] * entry
        parents = [sum(other.children.count(node) for other in order) or 1 for node in order]
        for i, node in enumerate(order):
            node.on_backward(total[i] / parents[i])


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        seen = set()
        result = []
        stack = [self]
        while stack:
            node = stack.pop()
            if id(node) not in seen:
                seen.add(id(node))
                if isinstance(node, framework.Input):
                    result += [node]
                stack += node.children[::-1]
        return result


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
