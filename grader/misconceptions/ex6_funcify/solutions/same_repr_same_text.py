# name: remembers during the call what a subtree looks like, by its repr
# explanation: Two subtrees with the same numbers in them are not the same subtree. The text says: "Two inputs never share a
#   name, even if they hold the same value."
# severity: does not work
# clauses: 6.7
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        inputs = self._inputs()
        k = 0
        try:
            for node in inputs:
                if node.name:
                    node._label = node.name
                else:
                    k += 1
                    node._label = "x%i" % k
            return self._write()
        finally:
            for node in inputs:
                del node._label

    def _inputs(self):
        return []

    def _write(self):
        raise NotImplementedError


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def _inputs(self):
        return [self]

    def _write(self):
        return self._label


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""

    def _write(self):
        return "(" + repr(self.value) + ")"


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def _inputs(self):
        return self.find_input_nodes()

    def _inner(self):
        return self._texts({}, self.children)

    @staticmethod
    def _texts(known, children):
        # equal branches are common in my networks, no need to write them twice
        for c in children:
            if repr(c) not in known:
                known[repr(c)] = c._write()
        return [known[repr(c)] for c in children]


class Add(Operation, framework.Add):
    """As in the given framework."""

    def _write(self):
        return "(" + " + ".join(self._inner() or "0") + ")"


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    def _write(self):
        return "(" + " * ".join(self._inner() or "1") + ")"


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    def _write(self):
        return "max(0," + self._inner()[0] + ")"


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    def _write(self):
        return "sigmoid(" + self._inner()[0] + ")"
