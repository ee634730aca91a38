"""A small Signal class; a node connects itself to the signals of its children and passes them on."""

from __future__ import annotations

from backprop import framework


class Signal:
    """Calls what is connected to it."""

    def __init__(self):
        self.slots = []

    def connect(self, slot):
        self.slots.append(slot)

    def emit(self):
        for slot in self.slots:
            slot()


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    def __init__(self, *args, **kwargs):
        self.signal = Signal()
        self.computed = False
        super().__init__(*args, **kwargs)
        for child in self.children:
            child.signal.connect(self.invalidate)

    def invalidate(self):
        self.computed = False
        self.signal.emit()

    def forward(self) -> float:
        if not self.computed:
            self.answer = self.op([child.forward() for child in self.children])
            self.computed = True
        return self.answer


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    @property
    def value(self):
        return self.content

    @value.setter
    def value(self, content):
        different = "content" not in vars(self) or vars(self)["content"] != content
        self.content = content
        if different:
            self.invalidate()


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
