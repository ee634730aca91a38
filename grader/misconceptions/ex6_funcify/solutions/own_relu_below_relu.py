# name: of several ReLUs and Sigmoids below a ReLU, only the topmost is written
# explanation: Is there always nothing left to do for the lower ones?
# severity: slip
# clauses: 6.1
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        """The function that the tree below this node computes, as a formula a person can read.

        Evaluated with numbers in place of the names of the inputs, it gives the value of `forward()` with these numbers
        in the inputs. It is made of: numbers, written so that they read back exactly; the names of inputs;
        + - * / ^ ** (^ is a power, like **) and parentheses; the functions max, min, exp, relu, sigmoid.

        An input with a name appears under it, the others as x1, x2, ... in the order of this node's
        `find_input_nodes()`, the inputs with names not counted. A nameless `Input` asked by itself is x1.
        An `Add` without children is 0, a `Multiply` without children is 1.
        """
        inputs = self.find_input_nodes() if isinstance(self, Operation) else [self]
        nameless = [node for node in inputs if isinstance(node, Input) and node.name is None]
        return self.formula({node: f"x{number}" for number, node in enumerate(nameless, start=1)})

    children: list[NeuralNetNode]  # type: ignore[assignment]

    def formula(self, names: dict[Input, str]) -> str:
        """The text of this node, with `names` for the nameless inputs."""
        raise TypeError(f"no formula is known for a {type(self).__name__}")

    def operand(self, names: dict[Input, str]) -> str:
        """The text of this node as it can stand beside a `*`: in parentheses unless it holds together by itself."""
        return self.formula(names)



class Input(NeuralNetNode, framework.Input):
    """A leaf that holds a value from outside and may have a name.

    Names are valid identifiers, all different in one network, never of the form x1, and never the name of a function.
    They may be words of Python, such as `lambda`, have letters of any alphabet, and differ in capitals alone.
    """

    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def formula(self, names: dict[Input, str]) -> str:
        return names[self] if self.name is None else self.name



class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""

    def formula(self, names: dict[Input, str]) -> str:
        return repr(self.value)

    def operand(self, names: dict[Input, str]) -> str:
        text = self.formula(names)
        return f"({text})" if text.startswith("-") else text



class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Operation, framework.Add):
    """As in the given framework."""

    def formula(self, names: dict[Input, str]) -> str:
        # A product binds more tightly than the sum, so it needs no parentheses here.
        terms = [
            child.formula(names) if isinstance(child, Multiply) else child.operand(names) for child in self.children
        ]
        return " + ".join(terms) or "0"

    def operand(self, names: dict[Input, str]) -> str:
        return f"({self.formula(names)})"



class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    def formula(self, names: dict[Input, str]) -> str:
        return " * ".join(child.operand(names) for child in self.children) or "1"

    def operand(self, names: dict[Input, str]) -> str:
        # a * (b * c) is rounded differently from a * b * c, and may overflow where the other does not.
        return f"({self.formula(names)})"



class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    def formula(self, names: dict[Input, str]) -> str:
        child = self.children[0]
        while isinstance(child, (ReLU, Sigmoid)) and isinstance(self, ReLU):
            child = child.children[0]
        return f"max(0, {child.formula(names)})" if not isinstance(self.children[0], Sigmoid) else self.children[0].formula(names)



class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    def formula(self, names: dict[Input, str]) -> str:
        return f"sigmoid({self.children[0].formula(names)})"

