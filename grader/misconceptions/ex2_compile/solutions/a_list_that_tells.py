# name: a list of children of its own tells of changes, but not when it is turned round or sorted
# explanation: Without compile() the tree may change in any way a list can. Who wants to be told has to think of each.
# severity: slip
# clauses: 2.4
from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """The base of all nodes of this module."""


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Children(list):
    """A list that tells when it is changed."""


_version = 0


def _telling(name):
    method = getattr(list, name)

    def changed(self, *arguments):
        global _version
        _version += 1
        return method(self, *arguments)

    return changed


for _name in ("append", "insert", "extend", "remove", "pop", "clear", "__setitem__", "__delitem__", "__iadd__"):
    setattr(Children, _name, _telling(_name))

class Operation(NeuralNetNode, framework.Operation):
    _inputs = None
    _seen = None
    _compiled = False

    @property
    def children(self):
        return self._children

    @children.setter
    def children(self, nodes):
        global _version
        _version += 1
        self._children = Children(nodes)

    def compile(self) -> None:
        self._inputs = self.find_input_nodes()
        self._compiled = True

    def predict(self, inputs: Sequence[float]) -> float:
        if not self._compiled and self._seen != _version:
            self._inputs = self.find_input_nodes()
            self._seen = _version
        nodes = self._inputs
        if len(inputs) != len(nodes):
            raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
        for node, value in zip(nodes, inputs, strict=True):
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
