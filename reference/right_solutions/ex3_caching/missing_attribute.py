"""__getattr__ computes the memo when it is missing, and a change deletes it."""

from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    parent = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for child in self.children:
            child.parent = self

    def __getattr__(self, name):
        if name != "memo":
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        values = []
        for child in self.children:
            values.append(child.forward())
        self.memo = self.op(values)
        return self.memo

    def forward(self) -> float:
        return self.memo


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    def forward(self) -> float:
        return self.op([])

    def __setattr__(self, name, new):
        if name == "value":
            changed = "value" not in self.__dict__ or self.__dict__["value"] != new
            node = self.parent
            while changed and node is not None:
                try:
                    del node.memo
                except AttributeError:
                    pass
                node = node.parent
        super().__setattr__(name, new)


class Input(Leaf, framework.Input):
    """As in the given framework."""


class Parameter(Leaf, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
