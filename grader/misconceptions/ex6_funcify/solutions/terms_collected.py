# name: equal terms are counted, and written once with their number
# explanation: Count them in a sum where the equal ones do not stand side by side, or where there are two kinds.
# severity: slip
# clauses: 6.1

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


class Add(Operation, framework.Add):
    """As in the given framework."""

    def text(self, names: dict[framework.NeuralNetNode, str]) -> str:
        terms = [child.text(names) for child in self.children]
        if len(terms) > 2 and terms[0] == terms[1]:
            terms = [f"{terms.count(terms[0])} * {terms[0]}"] + [t for t in terms[2:] if t != terms[1]]
        elif len(terms) > 1 and terms[-1] == terms[-2]:
            terms = terms[:-2] + [f"2 * {terms[-1]}"] if len(terms) < 4 else [f"2 * {terms[-1]}"] + terms[1:-2]
        return f"({' + '.join(terms)})" if terms else "0"


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    def text(self, names: dict[framework.NeuralNetNode, str]) -> str:
        factors = [child.text(names) for child in self.children]
        return f"({' * '.join(factors)})" if factors else "1"


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    def text(self, names: dict[framework.NeuralNetNode, str]) -> str:
        return f"max(0, {self.children[0].text(names)})"


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    def text(self, names: dict[framework.NeuralNetNode, str]) -> str:
        return f"sigmoid({self.children[0].text(names)})"
