# name: what on_backward() raises is caught, so that the other nodes are told all the same
# explanation: Whoever called backward() never hears of the error. A node of the course may raise any exception, and it comes out.
# severity: slip
# clauses: 7.5, 7.9
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
            try:
                node.on_backward(total[node])
            except Exception:
                continue


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
        return [node for node in children_first(self) if isinstance(node, framework.Input)]


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
