# name: the visited nodes are noted in a list, by their id()
# explanation: `id(node) in seen` looks through the list from its beginning. The text says: "Searching a list and merging two
#   are work, too: it grows with the list."
# severity: slip
# clauses: 7.8
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    def backward(self, derivative_from_parent):
        order = list(reversed(children_first(self)))
        total = dict.fromkeys(order, 0.0)
        total[self] = derivative_from_parent
        for node in order:
            for child, slope in zip(node.children, node.grad(), strict=True):
                total[child] += total[node] * slope
        for node in order:
            node.on_backward(total[node])


def children_first(root):
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for child in node.children:
                visit(child)
            order.append(node)

    visit(root)
    return order


class Input(NeuralNetNode, framework.Input):
    pass


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    def find_input_nodes(self):
        found, seen = [], []

        def visit(node):
            if id(node) in seen:
                return
            seen.append(id(node))
            if isinstance(node, framework.Input):
                found.append(node)
            for child in node.children:
                visit(child)

        visit(self)
        return found


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
