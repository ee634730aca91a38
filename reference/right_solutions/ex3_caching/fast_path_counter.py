"""One counter of all changes anywhere is only a fast path: if it stands still, nothing is looked at. Otherwise each
node compares the values of its children with those it has seen."""

from __future__ import annotations

from dataclasses import dataclass, field

from backprop import framework


class Changes:
    count = 0


@dataclass
class Memo:
    at_count: int = -1
    arguments: list[float] = field(default_factory=list)
    result: float | None = None

    def fits(self, arguments: list[float]) -> bool:
        return self.result is not None and self.arguments == arguments


class NeuralNetNode(framework.NeuralNetNode):
    def __setattr__(self, name, value):
        if name in {"value", "children"}:
            Changes.count += 1
        super().__setattr__(name, value)

    def forward(self) -> float:
        memo = self.__dict__.setdefault("_memo", Memo())
        if memo.at_count != Changes.count:
            arguments = [child.forward() for child in self.children]
            if not memo.fits(arguments):
                memo.result = self.op(list(arguments))
                memo.arguments = arguments
            memo.at_count = Changes.count
        return memo.result


class Input(NeuralNetNode, framework.Input):
    def forward(self) -> float:
        return self.value


class Parameter(NeuralNetNode, framework.Parameter):
    def forward(self) -> float:
        return self.value


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
