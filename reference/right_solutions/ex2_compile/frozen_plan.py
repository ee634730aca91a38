"""A frozen dataclass Plan that is made by compile and feeds the inputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional
from collections.abc import Sequence

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """The base of all nodes of this module."""


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


@dataclass(frozen=True)
class Plan:
    """Where the numbers go."""

    nodes: tuple[framework.Input, ...]

    @classmethod
    def of(cls, root: framework.Operation) -> Plan:
        return cls(tuple(root.find_input_nodes()))

    def feed(self, inputs: Sequence[float]) -> None:
        if len(inputs) != len(self.nodes):
            raise ValueError(
                f"this network has {len(self.nodes)} input nodes, but predict() got {len(inputs)} numbers"
            )
        for node, value in zip(self.nodes, inputs):
            node.value = value


class Operation(NeuralNetNode, framework.Operation):
    """An inner node that can remember its input nodes."""

    plan: Optional[Plan] = None

    def compile(self) -> None:
        self.plan = Plan.of(self)

    def predict(self, inputs: Sequence[float]) -> float:
        plan = Plan.of(self) if self.plan is None else self.plan
        plan.feed(inputs)
        return self.forward()


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
