"""Everything in ** 1 and with unicode division for fun: (a)**1 is a, and x / 1 is x; sums from a running total."""

from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        self_and_below = []

        def collect(node):
            self_and_below.append(node)
            list(map(collect, node.children))

        collect(self)
        nameless = [n for n in self_and_below if isinstance(n, Input) and n.name is None]
        return self.say(lambda n: n.name if n.name is not None else "x" + str(nameless.index(n) + 1))

    def say(self, name_of) -> str:
        raise NotImplementedError


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def say(self, name_of):
        return name_of(self)


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""

    def say(self, name_of):
        return "(" + repr(self.value) + ") ÷ 1"


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Operation, framework.Add):
    """As in the given framework."""

    def say(self, name_of):
        return "0" + "".join(" + (" + child.say(name_of) + ")" for child in self.children)


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    def say(self, name_of):
        return "1" + "".join(" × (" + child.say(name_of) + ")**1" for child in self.children)


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    def say(self, name_of):
        return "MAX(" + self.children[0].say(name_of) + ", 0)"


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    def say(self, name_of):
        return "σ(" + self.children[0].say(name_of) + ")"
