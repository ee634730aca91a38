"""__format__: f"{node:names}"; the names travel in an object whose __getattr__ makes them up."""

from __future__ import annotations

import threading

from backprop import framework

_local = threading.local()


class _Labels:
    """labels.n12 is the name of the node number 12."""

    def __init__(self, root):
        self._numbers = {}
        self._count = 0
        self._collect(root)

    def _collect(self, node):
        if isinstance(node, framework.Input):
            if node.name is None:
                self._count += 1
                self._numbers["n" + str(id(node))] = "x" + str(self._count)
            else:
                self._numbers["n" + str(id(node))] = node.name
        for child in node.children:
            self._collect(child)

    def __getattr__(self, name):
        try:
            return self.__dict__["_numbers"][name]
        except KeyError:
            raise AttributeError(name) from None


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        before = getattr(_local, "labels", None)
        _local.labels = _Labels(self)
        try:
            return f"{self:formula}"
        finally:
            _local.labels = before

    def __format__(self, spec: str) -> str:
        if spec != "formula":
            return format(repr(self), spec)
        return self._formula()


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name

    def _formula(self):
        return getattr(_local.labels, f"n{id(self)}")


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""

    def _formula(self):
        return f"({self.value!r})"


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Operation, framework.Add):
    """As in the given framework."""

    def _formula(self):
        return f"({' + '.join(f'{child:formula}' for child in self.children) or '0'})"


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""

    def _formula(self):
        return f"({' * '.join(f'{child:formula}' for child in self.children) or '1'})"


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""

    def _formula(self):
        return f"relu({self.children[0]:formula})"


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""

    def _formula(self):
        return f"σ({self.children[0]:formula})"


if __name__ == "__main__":
    t = Input(name="t")
    print(Add([Multiply([Parameter(2.5), t]), Parameter(0.5)]).funcify())
    print(Sigmoid([ReLU([Input()])]).funcify())
