"""What an operation computes is in its `value`, as a leaf's is: None, or nothing at all, until it is asked."""

from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value in `value`, as leaves do."""

    parent = None

    def forward(self):
        if not hasattr(self, "value") or self.value is None:
            self.value = self.op([child.forward() for child in self.children])
        return self.value

    def forget(self):
        node = self.parent
        while node is not None and getattr(node, "value", None) is not None:
            node.value = None
            node = node.parent


class Leaf(NeuralNetNode):
    def __setattr__(self, name, new):
        changed = name == "value" and self.__dict__.get("value") != new
        super().__setattr__(name, new)
        if changed:
            self.forget()

    def forward(self):
        return self.value


class Input(Leaf, framework.Input):
    """As in the given framework."""


class Parameter(Leaf, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for child in self.children:
            child.parent = self


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
