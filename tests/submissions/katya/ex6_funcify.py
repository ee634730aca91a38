from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    def funcify(self):
        if isinstance(self, Operation):
            inputs = self.find_input_nodes()
        else:
            inputs = [self]
        names = {}
        n = 1
        for node in inputs:
            if not isinstance(node, Input):
                continue
            if node.name:
                names[id(node)] = node.name
            elif id(node) not in names:
                names[id(node)] = "x" + str(n)
                n += 1
        return to_text(self, names)


def to_text(node, names):
    if isinstance(node, Input):
        return names[id(node)]
    if isinstance(node, Parameter):
        return "(" + repr(node.value) + ")" if node.value < 0 else repr(node.value)
    parts = []
    for child in node.children:
        parts.append(to_text(child, names))
    if isinstance(node, Add):
        if not parts:
            return "0"
        return "(" + " + ".join(parts) + ")"
    if isinstance(node, Multiply):
        if not parts:
            return "1"
        return " * ".join(parts)
    if isinstance(node, ReLU):
        return "max(0, " + parts[0] + ")"
    if isinstance(node, Sigmoid):
        return "sigmoid(" + parts[0] + ")"


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value=0.0, name=None):
        super().__init__(value)
        self.name = name


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    pass


class Add(Operation, framework.Add): pass


class Multiply(Operation, framework.Multiply): pass


class ReLU(Operation, framework.ReLU): pass


class Sigmoid(Operation, framework.Sigmoid): pass
