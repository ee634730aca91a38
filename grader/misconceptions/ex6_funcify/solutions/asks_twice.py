# name: each factor is asked for its text twice: for a look at it, and to write it
# explanation: Twice for each factor, and for each factor of these twice again: how often is the lowest of 200 levels
#   asked?
# severity: slip
# clauses: 6.12

from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        return self.text(self.input_names())

    def input_names(self) -> dict[framework.NeuralNetNode, str]:
        """Name the inputs below this node."""
        inputs = [self] if isinstance(self, framework.Input) else []
        if isinstance(self, framework.Operation):
            inputs = self.find_input_nodes()
        names = {}
        count = 0
        for node in inputs:
            if node.name is None:
                count += 1
                names[node] = f"x{count}"
            else:
                names[node] = node.name
        return names

    def text(self, names: dict[framework.NeuralNetNode, str]) -> str:
        """The formula, with these names for the inputs."""
        raise TypeError(f"{type(self).__name__} has no formula")


class Input(NeuralNetNode, framework.Input):
    """A leaf that holds a value from outside and may have a name."""

    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def text(self, names):
        return names[self]


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""

    def text(self, names):
        number = repr(self.value)
        return f"({number})" if number.startswith("-") else number


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Operation, framework.Add):
    """As in the given framework."""

    def text(self, names):
        return " + ".join([child.text(names) for child in self.children]) or "0"


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    def text(self, names):
        factors = [f"({c.text(names)})" if "+" in c.text(names) else c.text(names) for c in self.children]
        return " * ".join(factors) or "1"


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    def text(self, names):
        return f"max(0, {self.children[0].text(names)})"


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    def text(self, names):
        return f"sigmoid({self.children[0].text(names)})"
