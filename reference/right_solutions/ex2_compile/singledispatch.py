"""Functools.singledispatch collects by the kind of node."""

from __future__ import annotations

from functools import singledispatch
from collections.abc import Sequence

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """The base of all nodes of this module."""


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


@singledispatch
def collect(node, into):
    """Neither input nor operation: nothing to collect."""


@collect.register
def _(node: framework.Input, into):
    into.append(node)


@collect.register
def _(node: framework.Operation, into):
    for child in node.children:
        collect(child, into)


class Operation(NeuralNetNode, framework.Operation):
    """An inner node that can remember its input nodes."""

    where = None

    def compile(self) -> None:
        where = []
        collect(self, where)
        self.where = where

    def predict(self, inputs: Sequence[float]) -> float:
        if self.where is None:
            return super().predict(inputs)
        if len(self.where) != len(inputs):
            raise ValueError(
                f"this network has {len(self.where)} input nodes, but predict() got {len(inputs)} numbers"
            )
        for node, value in zip(self.where, inputs):
            node.value = value
        return self.forward()


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
