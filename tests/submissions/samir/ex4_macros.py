from abc import abstractmethod

from backprop.framework import *


class Macro(Operation):
    @abstractmethod
    def body(self): ...

    def op(self, x):
        raise TypeError("expand() first")

    def grad(self):
        raise TypeError("expand() first")


class Linear(Macro):
    def __init__(self, children):
        super().__init__(children)
        *ws, b = [Parameter() for _ in [*children, None]]
        self.make = lambda nodes: Add([*map(lambda w, n: Multiply([w, n]), ws, nodes), b])

    def body(self):
        return self.make(self.children)


def expand(node):
    return (
        expand(node.body()) if isinstance(node, Macro)
        else type(node)(list(map(expand, node.children))) if node.children
        else node
    )
