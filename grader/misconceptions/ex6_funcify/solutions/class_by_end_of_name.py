# name: what an operation is, is told by how the name of its class ends
# explanation: A subclass of Add may be called Total. What does Python know about a class besides its name?
# severity: misunderstanding
# clauses: 6.10

from __future__ import annotations


from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        return self.text(self.names())

    def names(self) -> dict[framework.NeuralNetNode, str]:
        """What each input below is called."""
        inputs = self.find_input_nodes() if isinstance(self, Operation) else [self]
        found: dict[framework.NeuralNetNode, str] = {}
        count = 0
        for node in inputs:
            if isinstance(node, Input):
                count += node.name is None
                found[node] = node.name or f"x{count}"
        return found

    def text(self, names: dict[framework.NeuralNetNode, str]) -> str:
        raise TypeError(f"{type(self).__name__} has no formula")


class Input(NeuralNetNode, framework.Input):
    """A leaf that holds a value from outside and may have a name."""

    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def text(self, names: dict[framework.NeuralNetNode, str]) -> str:
        return names[self]


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""

    def text(self, names: dict[framework.NeuralNetNode, str]) -> str:
        number = repr(self.value)
        return f"({number})" if number[0] == "-" else number


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def text(self, names: dict[framework.NeuralNetNode, str]) -> str:
        kind = type(self).__name__
        inner = [child.text(names) for child in self.children]
        for end, sign, empty in (("Add", " + ", "0"), ("Multiply", " * ", "1")):
            if kind.endswith(end):
                return f"({sign.join(inner)})" if inner else empty
        for end, name in (("ReLU", "relu"), ("Sigmoid", "sigmoid")):
            if kind.endswith(end):
                return f"{name}({inner[0]})"
        raise TypeError(kind)


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
