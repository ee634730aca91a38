"""A dataclass, the plan, holds the inputs and knows how to fill them; an operation has a plan or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    pass


class Input(NeuralNetNode, framework.Input):
    pass


class Parameter(NeuralNetNode, framework.Parameter):
    pass


@dataclass(eq=False)
class Plan:
    inputs: list[framework.Input] = field(default_factory=list)

    @classmethod
    def of(cls, node: framework.Operation) -> Plan:
        return cls(node.find_input_nodes())

    def fill(self, values: Sequence[float]) -> None:
        if len(values) != len(self.inputs):
            raise ValueError(f"wrong number of inputs: {len(values)} instead of {len(self.inputs)}")
        for node, value in zip(self.inputs, values, strict=True):
            node.value = value


class Operation(NeuralNetNode, framework.Operation):
    def __init__(self, children: Sequence[framework.NeuralNetNode]) -> None:
        super().__init__(children)
        self.plan: Plan | None = None

    def compile(self) -> None:
        self.plan = Plan.of(self)

    def predict(self, inputs: Sequence[float]) -> float:
        plan = Plan.of(self) if self.plan is None else self.plan
        plan.fill(inputs)
        return self.forward()


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
