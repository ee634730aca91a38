# name: whatever has a value is written as that
# explanation: An operation of a course's own may keep the last value that it had, and is no Parameter.
# severity: slip
# clauses: 6.10
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    def funcify(self) -> str:
        inputs = self.find_input_nodes() if isinstance(self, Operation) else [self] if isinstance(self, Input) else []
        names, count = {}, 0
        for node in inputs:
            if node.name is None:
                count += 1
                names[node] = f"x{count}"
            else:
                names[node] = node.name
        return write(self, names)


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""


def write(node, names):
    if isinstance(node, Input):
        return names[node]
    if hasattr(node, "value"):
        return f"({node.value!r})"
    texts = [write(child, names) for child in node.children]
    if isinstance(node, Add):
        return "(" + " + ".join(texts) + ")" if texts else "0"
    if isinstance(node, Multiply):
        return "(" + " * ".join(texts) + ")" if texts else "1"
    if isinstance(node, ReLU):
        return f"max(0, {texts[0]})"
    if isinstance(node, Sigmoid):
        return f"sigmoid({texts[0]})"
    raise TypeError(f"no formula for {type(node).__name__}")
