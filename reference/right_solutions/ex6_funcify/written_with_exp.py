"""The sigmoid is written out with exp; templates by the nearest class that has one, the children first with a stack."""

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    def funcify(self):
        texts = {}
        unnamed = 0
        stack = [(self, "enter")]
        while stack:
            node, event = stack.pop()
            if event == "leave":
                texts[node] = template(node)([texts[child] for child in node.children])
            elif node in texts:
                continue
            elif isinstance(node, Input):
                # Left before right, so the nameless inputs are met in the right order.
                if node.name is None:
                    unnamed += 1
                    texts[node] = "x" + str(unnamed)
                else:
                    texts[node] = node.name
            elif isinstance(node, Parameter):
                texts[node] = repr(node.value)
            else:
                stack.append((node, "leave"))
                for child in node.children[::-1]:
                    stack.append((child, "enter"))
        return texts[self]


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value=0.0, name=None):
        super().__init__(value)
        self.name = name


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    pass


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass


def template(node):
    return next(TEMPLATES[cls] for cls in type(node).__mro__ if cls in TEMPLATES)


TEMPLATES = {
    Add: lambda terms: " + ".join(terms) if terms else "0.0",
    Multiply: lambda factors: " * ".join(f"({factor})" for factor in factors) if factors else "1.0",
    ReLU: lambda texts: f"max({texts[0]}, 0)",
    Sigmoid: lambda texts: f"1 / (1 + exp(-({texts[0]})))",
}
