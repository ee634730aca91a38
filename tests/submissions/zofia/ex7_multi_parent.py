from collections import defaultdict
from functools import reduce

from backprop import framework


def topological(node, done=None):
    """children before parents, each node once (a dict, because a dict keeps the kolejność)"""
    done = {} if done is None else done
    if node not in done:
        reduce(lambda _, child: topological(child, done), node.children, None)
        done[node] = True
    return done


class NeuralNetNode(framework.NeuralNetNode):
    def backward(self, derivative_from_parent):
        kolejność = [*topological(self)][::-1]
        d = defaultdict(float, {self: derivative_from_parent})
        for node in kolejność:
            for child, g in zip(node.children, node.grad()):
                d[child] += d[node] * g
        for node in kolejność:
            node.on_backward(d[node])


class Input(NeuralNetNode, framework.Input):
    pass


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    def find_input_nodes(self):
        return [*filter(lambda node: isinstance(node, framework.Input), topological(self))]


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
