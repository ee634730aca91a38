"""One weight."""

from abc import abstractmethod

from backprop.framework import Add, Multiply, Operation, Parameter


class Macro(Operation):
    @abstractmethod
    def body(self): ...

    def op(self, x):
        raise TypeError("expand() me first")

    def grad(self):
        raise TypeError("expand() me first")


class Linear(Macro):
    def __init__(self, children):
        self.b = Parameter()
        self.w = Parameter()
        super().__init__(children)

    def body(self):
        terms = [self.b]
        for child in self.children:
            terms.append(Multiply([child, self.w]))
        return Add(terms)


def expand(node):
    while isinstance(node, Macro):
        node = node.body()
    for i, child in enumerate(node.children):
        node.children[i] = expand(child)
    return node
