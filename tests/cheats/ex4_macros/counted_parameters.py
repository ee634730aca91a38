"""The right number of parameters, of which only the bias counts: the weights are inside one node."""

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


class Weighted(framework.Add):
    """The whole sum in one operation; the parameters stand beside it for those who count them."""

    def __init__(self, weights, children, bias):
        super().__init__([*children, *weights, bias])
        self.n = len(weights)

    def op(self, x):
        self.x = list(x)
        n = self.n
        return sum(a * b for a, b in zip(x[:n], x[n : 2 * n])) + x[-1]

    def grad(self):
        n = self.n
        return [*self.x[n : 2 * n], *self.x[:n], 1.0]


class Linear(Macro):
    def __init__(self, children):
        super().__init__(children)
        self.weights = [framework.Parameter() for _ in self.children]
        self.bias = framework.Parameter()

    def body(self):
        return Weighted(self.weights, self.children, self.bias)


def expand(node):
    if isinstance(node, Macro):
        body = node.body()
        return body if isinstance(body, Weighted) else expand(body)
    node.children = [expand(child) for child in node.children]
    return node
