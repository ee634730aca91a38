"""A leaf that really changes marks its ancestors as dirty, by parent pointers; `forward` only looks at the flag."""

from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    _parent: NeuralNetNode | None = None
    _dirty = True
    _children: Sequence[framework.NeuralNetNode] = ()
    _result = 0.0

    @property
    def children(self) -> Sequence[framework.NeuralNetNode]:
        return self._children

    @children.setter
    def children(self, children: Sequence[framework.NeuralNetNode]) -> None:
        for old in self._children:
            if old._parent is self:
                old._parent = None
        self._children = children
        for new in self._children:
            new._parent = self
        self._mark_dirty()

    def _mark_dirty(self) -> None:
        # A dirty node never has a clean ancestor, so a node found dirty ends the walk.
        self._dirty = True
        node = self._parent
        while node is not None and not node._dirty:
            node._dirty = True
            node = node._parent

    def forward(self) -> float:
        if self._dirty:
            self._result = self.op([child.forward() for child in self.children])
            self._dirty = False
        return self._result


class _Leaf(NeuralNetNode):
    _value: float | None = None

    @property
    def value(self) -> float:
        return self._value

    @value.setter
    def value(self, value: float) -> None:
        if self._value is None or value != self._value:
            self._value = value
            self._mark_dirty()


class Input(_Leaf, framework.Input):
    pass


class Parameter(_Leaf, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    pass


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
