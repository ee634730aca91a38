# name: each node's inputs are collected once, by their id(), and merged upwards
# explanation: No node is visited twice, but what is below a child is copied into each of its parents, level by level.
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
        known = {}

        def below(node):
            if id(node) not in known:
                found = {id(node): node} if isinstance(node, framework.Input) else {}
                for child in node.children:
                    for number, one in below(child).items():
                        found.setdefault(number, one)
                known[id(node)] = found
            return known[id(node)]

        return list(below(self).values())


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
