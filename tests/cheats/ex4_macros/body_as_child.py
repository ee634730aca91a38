"""Nothing is expanded: who asks a macro for its children gets its body."""

from __future__ import annotations

from backprop import framework


class Macro(framework.Operation):
    def body(self):
        raise NotImplementedError

    def op(self, x):
        raise TypeError("no value")

    def grad(self):
        raise TypeError("no derivative")


class Linear(Macro):
    def __init__(self, children):
        super().__init__(children)
        self.weights = [framework.Parameter() for _ in self.children]
        self.bias = framework.Parameter()

    def body(self):
        pairs = zip(self.weights, self.children)
        return framework.Add([*(framework.Multiply([w, c]) for w, c in pairs), self.bias])


def expand(node):
    if isinstance(node, Macro):
        node.__class__ = Shown
        node.shown = node.body()
    else:
        node.children = [expand(child) for child in node.children]
    return node


class Shown(framework.Add):
    @property
    def children(self):
        return [self.__dict__["shown"]] if "shown" in self.__dict__ else self.__dict__["given"]

    @children.setter
    def children(self, value):
        self.__dict__["given"] = value
