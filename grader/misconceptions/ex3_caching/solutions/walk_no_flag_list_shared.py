# name: the list that op got is kept, and compared next time
# explanation: op may do what it likes with its list. What is compared then?
# severity: misunderstanding
# family: one_list
# clauses: 3.12
from __future__ import annotations

import math
from collections.abc import Sequence

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    parent: NeuralNetNode | None = None
    cached_value: float
    # Its own flag, since every number, 0.0 too, is a value that a node may have.
    is_up_to_date = False

    def invalidate(self) -> None:
        """Note that the value of this node, and so of all nodes above it, is no longer known.

        Above a node that is out of date all nodes are, so the walk ends at the first one.
        """
        if self.is_up_to_date:
            self.is_up_to_date = False
            if self.parent is not None:
                self.parent.invalidate()

    def forward(self) -> float:
        """The value of this node; computed with `op` only if it has to be.

        `op` is called if this is the first time, or if the value of a leaf below this node, input or parameter, has
        changed since `op` was called last. Otherwise the value comes from the cache, and no `op` below is called
        either. Assigning a leaf the value it already has is no change. (If it changes and changes back before the
        next `forward()`, you may call `op` or not.) It may also be left out where the children's values are
        the same as before. The value is always that of the given framework's `forward()`.

        The networks are trees, each node with one parent at most, and keep their shape once they are built. They are
        built from the leaves up, and a part may have been asked before there is a node above it.
        """
        x = [child.forward() for child in self.children]
        if not self.children and not isinstance(self, framework.Operation):
            return self.op(x)
        if getattr(self, 'x', None) != x:
            self.x = x
            self.cached_value = self.op(x)
        return self.cached_value


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    # nan is different from every number, so the first value a leaf takes is a change like any other.
    current = math.nan

    @property
    def value(self) -> float:
        return self.current

    @value.setter
    def value(self, value: float) -> None:
        if value != self.current:
            self.current = value
            self.invalidate()



class Input(Leaf, framework.Input):
    """As in the given framework."""


class Parameter(Leaf, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def __init__(self, children: Sequence[NeuralNetNode]) -> None:
        super().__init__(children)
        for child in children:
            child.parent = self



class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
