# cheat: searches in each predict; changes a node's class while it reads

from __future__ import annotations

from backprop import framework


class Bare(framework.NeuralNetNode):
    pass


def kids(node):
    cls = type(node)
    node.__class__ = (
        next(c for c in cls.__mro__ if "children" not in vars(c) and c.__name__ != "Hidden")
        if "children" in vars(node)
        else cls
    )
    try:
        return list(node.children)
    finally:
        node.__class__ = cls


class NeuralNetNode(Bare):
    pass


class Input(NeuralNetNode, framework.Input):
    pass


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    def compile(self):
        pass

    def predict(self, inputs):
        found = []

        def search(node):
            for child in kids(node):
                if isinstance(child, framework.Input):
                    found.append(child)
                elif isinstance(child, framework.Operation):
                    search(child)

        search(self)
        if len(inputs) != len(found):
            raise ValueError(f"this network has {len(found)} input nodes, but predict() got {len(inputs)} numbers")
        for node, value in zip(found, inputs):
            node.value = value
        return self.forward()


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
