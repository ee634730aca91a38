"""`expand` is a generic function by class of node; `body` is wrapped to run once per macro; a node is rebuilt only if
something below it was a macro."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import singledispatch, wraps

from backprop.framework import Add, Multiply, NeuralNetNode, Operation, Parameter


def once_per_object(method: Callable) -> Callable:
    @wraps(method)
    def wrapper(self):
        results = vars(self).setdefault("_results", {})
        if wrapper not in results:
            results[wrapper] = method(self)
        return results[wrapper]

    return wrapper


class Macro(Operation):
    def __init_subclass__(cls, **kwargs) -> None:
        super().__init_subclass__(**kwargs)
        if "body" in vars(cls):
            cls.body = once_per_object(cls.body)

    @abstractmethod
    def body(self) -> NeuralNetNode:
        raise NotImplementedError

    def op(self, x: list[float]) -> float:
        raise TypeError("expand() first: a macro has no value of its own")

    def grad(self) -> list[float]:
        raise TypeError("expand() first: a macro has no derivative of its own")


class Linear(Macro):
    def __init__(self, children: Sequence[NeuralNetNode]) -> None:
        super().__init__(children)
        self.weights = [Parameter() for child in self.children]
        self.bias = Parameter()

    def body(self) -> NeuralNetNode:
        weighted = (Multiply([child, weight]) for child, weight in zip(self.children, self.weights, strict=True))
        return Add([self.bias, *weighted])


@singledispatch
def expand(node: NeuralNetNode) -> NeuralNetNode:
    return node


@expand.register
def _(node: Macro) -> NeuralNetNode:
    return expand(node.body())


@expand.register
def _(node: Operation) -> NeuralNetNode:
    children = list(map(expand, node.children))
    return node if children == node.children else type(node)(children)
