"""A metaclass links the children to a node when it is complete; no __init__ anywhere."""

from __future__ import annotations

from backprop import framework


class NodeType(type(framework.NeuralNetNode)):
    """Calls the class as usual, then tells the children who their parent is."""

    def __call__(cls, *args, **kwargs):
        node = super().__call__(*args, **kwargs)
        for child in node.children:
            child.parent_node = node
        return node


class NeuralNetNode(framework.NeuralNetNode, metaclass=NodeType):
    """A node that remembers its value."""

    parent_node = None
    has_value = False

    def forward(self) -> float:
        if not self.has_value:
            self.known_value = self.op([child.forward() for child in self.children])
            self.has_value = True
        return self.known_value


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    @property
    def value(self) -> float:
        return self.leaf_value

    @value.setter
    def value(self, new: float) -> None:
        if hasattr(self, "leaf_value") and self.leaf_value == new:
            return
        self.leaf_value = new
        node = self
        while node is not None:
            node.has_value = False
            node = node.parent_node


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
