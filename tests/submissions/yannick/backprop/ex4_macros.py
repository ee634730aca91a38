from abc import abstractmethod

from backprop import framework
from backprop.framework import Add, Multiply, Parameter


class Macro(framework.Operation):
    """A node that stands for a tree."""

    @abstractmethod
    def body(self):
        """One level."""

    def op(self, x):
        raise TypeError("expand() first: a macro is never evaluated")

    def grad(self):
        raise TypeError("expand() first: a macro is never evaluated")


class Linear(Macro):
    """weight_1 * child_1 + ... + weight_n * child_n + bias"""

    def __init__(self, children):
        super().__init__(children)
        self.weights = []
        for child in self.children:
            self.weights.append(Parameter())
        self.bias = Parameter()

    def body(self):
        bits = []
        for i in range(len(self.children)):
            bits.append(Multiply([self.weights[i], self.children[i]]))
        bits.append(self.bias)
        return Add(bits)


def expand(node):
    if isinstance(node, Macro):
        node = node.body()
    for i in range(len(node.children)):
        node.children[i] = expand(node.children[i])
    return expand(node)
