from collections import defaultdict
from functools import reduce

from backprop import framework


def topological(node, done=None):
    """children before parents, each node once (a dict, because a dict keeps the order)"""
    done = {} if done is None else done
    if node not in done:
        reduce(lambda _, child: topological(child, done), node.children, None)
        done[node] = True
    return done


class NeuralNetNode(framework.NeuralNetNode):
    def backward(self, derivative_from_parent):
        order = [*topological(self)][::-1]
        d = defaultdict(float, {self: derivative_from_parent})
        for node in order:
            for child, g in zip(node.children, node.grad()):
                d[child] += d[node] * g
        for node in order:
            node.on_backward(d[node])


class Input(NeuralNetNode, framework.Input): ...

class Parameter(NeuralNetNode, framework.Parameter): ...


class Operation(NeuralNetNode, framework.Operation):
    def find_input_nodes(self):
        return [*filter(lambda node: isinstance(node, framework.Input), topological(self))]


class Add(Operation, framework.Add): ...

class Multiply(Operation, framework.Multiply): ...

class ReLU(Operation, framework.ReLU): ...

class Sigmoid(Operation, framework.Sigmoid): ...
