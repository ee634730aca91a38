"""A visitor writes it like a mathematician: multiplication and minus signs of Unicode, a sigma, no needless
brackets."""

from __future__ import annotations

from collections.abc import Iterator

from backprop import framework

TIMES, MINUS, SIGMA = " \u00d7 ", "\u2212", "\u03c3"


class Writer:
    def __init__(self, inputs: list[framework.NeuralNetNode]) -> None:
        self.names: dict[framework.NeuralNetNode, str] = {}
        nameless = iter(f"x{n}" for n in range(1, len(inputs) + 1))
        for node in dict.fromkeys(inputs):
            self.names[node] = node.name or next(nameless)

    def visit(self, node: framework.NeuralNetNode) -> str:
        return getattr(self, type(node).kind)(node)

    def _all(self, node: framework.NeuralNetNode) -> Iterator[str]:
        return map(self.visit, node.children)

    def name(self, node: Input) -> str:
        return self.names[node]

    def number(self, node: Parameter) -> str:
        text = repr(node.value)
        return MINUS + text[1:] if text[0] == "-" else text  # an exponent keeps its ordinary minus

    def sum(self, node: Add) -> str:
        text = ""
        for term in self._all(node):
            if not text:
                text = term
            elif term.startswith(MINUS):
                text += f" {MINUS} {term.removeprefix(MINUS)}"
            else:
                text += f" + {term}"
        return text or "0"

    def product(self, node: Multiply) -> str:
        factors = []
        for child, text in zip(node.children, self._all(node), strict=True):
            needs_brackets = isinstance(child, Add) or text.startswith(MINUS)
            factors.append(f"({text})" if needs_brackets else text)
        return TIMES.join(factors) or "1"

    def rectified(self, node: ReLU) -> str:
        return f"ReLU({self.visit(node.children[0])})"

    def sigma(self, node: Sigmoid) -> str:
        return f"{SIGMA}({self.visit(node.children[0])})"


class NeuralNetNode(framework.NeuralNetNode):
    kind = ""

    def funcify(self) -> str:
        return Writer(list(self._inputs())).visit(self)

    def _inputs(self) -> Iterator[NeuralNetNode]:
        if isinstance(self, Input):
            yield self
        for child in self.children:
            yield from child._inputs()


class Input(NeuralNetNode, framework.Input):
    kind = "name"

    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name


class Parameter(NeuralNetNode, framework.Parameter):
    kind = "number"


class Operation(NeuralNetNode, framework.Operation):
    pass


class Add(Operation, framework.Add):
    kind = "sum"


class Multiply(Operation, framework.Multiply):
    kind = "product"


class ReLU(Operation, framework.ReLU):
    kind = "rectified"


class Sigmoid(Operation, framework.Sigmoid):
    kind = "sigma"
