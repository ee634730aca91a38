"""Observer pattern: a descriptor for `value` and one for `children` send a message to all parents, held weakly."""

from __future__ import annotations

from weakref import WeakSet

from backprop import framework

NOTHING = object()


class Watched:
    """An attribute whose owner is told (`on_change`) when it gets another value than it had."""

    def __set_name__(self, owner, name):
        self.key = "watched " + name

    def __get__(self, node, owner=None):
        return self if node is None else node.__dict__[self.key]

    def __set__(self, node, new):
        old = node.__dict__.get(self.key, NOTHING)
        if old is NOTHING or old != new:
            node.__dict__[self.key] = new
            node.on_change()


class NeuralNetNode(framework.NeuralNetNode):
    children = Watched()

    @property
    def observers(self):
        return self.__dict__.setdefault("observers of this", WeakSet())

    def on_change(self):
        if hasattr(self, "memory"):
            del self.memory
            for observer in list(self.observers):
                if self in observer.children:
                    observer.on_change()
                else:
                    self.observers.discard(observer)  # it has other children by now

    def forward(self):
        try:
            return self.memory
        except AttributeError:
            pass
        for child in self.children:
            child.observers.add(self)
        self.memory = self.op([child.forward() for child in self.children])
        return self.memory


class Input(NeuralNetNode, framework.Input):
    value = Watched()


class Parameter(NeuralNetNode, framework.Parameter):
    value = Watched()


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
