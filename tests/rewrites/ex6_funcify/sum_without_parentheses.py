"""A sum is a sum."""

from backprop import framework


class Node(framework.NeuralNetNode):
    def funcify(self):
        leaves = [self] if isinstance(self, Input) else self.find_input_nodes() if self.children else []
        names = {}
        for leaf in leaves:
            names[leaf] = leaf.name or f"x{sum(not other.name for other in names) + 1}"
        return _text(self, names)


def _text(node, names):
    if isinstance(node, framework.Input):
        return names[node]
    if isinstance(node, framework.Parameter):
        return str(node.value)
    inside = [_text(child, names) for child in node.children]
    if isinstance(node, framework.Add):
        return "+".join(f"({text})" for text in inside or ["0"])
    if isinstance(node, framework.Multiply):
        return "*".join(inside or ["1"])
    if isinstance(node, framework.ReLU):
        return f"relu({inside[0]})"
    if isinstance(node, framework.Sigmoid):
        return f"sigmoid({inside[0]})"
    raise TypeError("no formula")


class Input(Node, framework.Input):
    def __init__(self, value=0.0, name=None):
        super().__init__(value)
        self.name = name


class Parameter(Node, framework.Parameter):
    pass


class Operation(Node, framework.Operation):
    pass


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
