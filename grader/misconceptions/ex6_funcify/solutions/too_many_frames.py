# name: on each level a decorator, two helpers, and two generators call each other
# explanation: Six calls stand on top of each other for each level of the tree. How many levels can such a tree have,
#   if Python stops at 1000 calls?
# severity: misunderstanding
# clauses: 6.12

from __future__ import annotations

import functools

from backprop import framework

def in_parentheses(method):
    """Put parentheses around the text that the method returns."""

    @functools.wraps(method)
    def wrapper(self, names):
        return f"({method(self, names)})"

    return wrapper


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

    def joined(self, mark, empty, names):
        if not self.children:
            return empty
        return mark.join(text for text in self.child_texts(names) if text)

    def child_texts(self, names):
        for child in self.children:
            yield self.text_of(child, names)

    @staticmethod
    def text_of(child, names):
        if not isinstance(child, NeuralNetNode):
            raise TypeError(f"{type(child).__name__} has no formula")
        return child.text(names)


class Add(Operation, framework.Add):
    """As in the given framework."""

    @in_parentheses
    def text(self, names):
        return self.joined(" + ", "0", names)


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    @in_parentheses
    def text(self, names):
        return self.joined(" * ", "1", names)


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    def text(self, names):
        return f"max(0, {self.children[0].text(names)})"


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    def text(self, names):
        return f"sigmoid({self.children[0].text(names)})"
