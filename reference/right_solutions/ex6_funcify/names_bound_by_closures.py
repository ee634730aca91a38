"""Each node compiles itself to a function from a naming function to text; the naming function counts by itself."""

from backprop import framework


def bracketed(text):
    return text if text.isidentifier() or text.replace(".", "").isdigit() else "(" + text + ")"


def namer():
    known = {}

    def name(node):
        if node.name is not None:
            return node.name
        if node not in known:
            known[node] = "x%d" % (1 + len(known))  # noqa: UP031
        return known[node]

    return name


class NeuralNetNode(framework.NeuralNetNode):
    def funcify(self):
        return self.text()(namer())


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value=0.0, name=None):
        framework.Input.__init__(self, value)
        self.name = name

    def text(self):
        return lambda name: name(self)


class Parameter(NeuralNetNode, framework.Parameter):
    def text(self):
        return lambda _: repr(self.value)


class Operation(NeuralNetNode, framework.Operation):
    def text(self):
        parts = [child.text() for child in self.children]
        return lambda name: self.join([part(name) for part in parts])


class Add(Operation, framework.Add):
    def join(self, texts):
        return " + ".join(map(bracketed, texts)) or "0"


class Multiply(Operation, framework.Multiply):
    def join(self, texts):
        return " * ".join(map(bracketed, texts)) or "1"


class ReLU(Operation, framework.ReLU):
    def join(self, texts):
        return "max(0.0, " + texts[0] + ")"


class Sigmoid(Operation, framework.Sigmoid):
    def join(self, texts):
        return "sigmoid(" + texts[0] + ")"
