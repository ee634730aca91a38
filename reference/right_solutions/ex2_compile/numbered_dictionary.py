"""A dictionary from place to node, checked by hand, with *args and typing."""

from __future__ import annotations

from typing import Any, Dict, Optional
from collections.abc import Sequence

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """The base of all nodes of this module."""


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """An inner node that can remember its input nodes."""

    places: Optional[Dict[int, Any]] = None

    def compile(self) -> None:
        """Settle once what depends on the network only."""
        places = {}
        for node in self.find_input_nodes():
            places[len(places)] = node
        self.places = places

    def predict(self, inputs: Sequence[float]) -> float:
        places = self.places
        if places is None:
            places = dict(enumerate(self.find_input_nodes()))
        expected, given = len(places), len(inputs)
        if given < expected or given > expected:
            text = "this network has " + str(expected) + " input nodes, but predict() got " + str(given) + " numbers"
            raise ValueError(text)
        for place in range(expected):
            places[place].value = inputs[place]
        return self.forward()


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
