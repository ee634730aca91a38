# name: all compiled networks compute in one list of the module
# explanation: An op may ask another network, which then writes over
#   the values of the first one.
# severity: slip
# clauses: 2.8
from __future__ import annotations

from collections.abc import Sequence

from backprop import framework

_values = []  # where compiled networks keep what they have computed; made once, so that predict() need not




class NeuralNetNode(framework.NeuralNetNode):
    """The base of all nodes of this module."""


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """An inner node that can remember its input nodes."""

    _program = None

    def compile(self) -> None:
        program = []

        def place(node):
            at = [place(child) for child in node.children]
            program.append((node, at))
            return len(program) - 1

        place(self)
        self._inputs = self.find_input_nodes()
        self._program = program
        _values.extend([0.0] * (len(program) - len(_values)))

    def predict(self, inputs):
        if self._program is None:
            return super().predict(inputs)
        nodes = self._inputs
        if len(inputs) != len(nodes):
            raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
        for node, value in zip(nodes, inputs):
            node.value = value
        for i, (node, at) in enumerate(self._program):
            _values[i] = node.op([_values[j] for j in at])
        return _values[i]


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
