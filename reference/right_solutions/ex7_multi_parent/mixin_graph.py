"""A mixin Graph with a cached-per-object order; the object lives as long as one call."""

from __future__ import annotations

from functools import cached_property

from backprop import framework


class Graph:
    """The part of the network at and below one node, as it is now."""

    def __init__(self, root: framework.NeuralNetNode) -> None:
        self.root = root

    @cached_property
    def preorder(self) -> list:
        result, seen, stack = [], set(), [self.root]
        while stack:
            node = stack.pop()
            if node not in seen:
                seen.add(node)
                result.append(node)
                stack.extend(reversed(node.children))
        return result

    @cached_property
    def edges_into(self) -> dict:
        number = dict.fromkeys(self.preorder, 0)
        for node in self.preorder:
            for child in node.children:
                number[child] += 1
        return number

    @cached_property
    def topological(self) -> list:
        left = dict(self.edges_into)
        ready, result = [self.root], []
        while ready:
            result.append(ready.pop())
            for child in result[-1].children:
                left[child] -= 1
                if left[child] == 0:
                    ready.append(child)
        return result

    def derivatives(self, seed: float) -> dict:
        total = dict.fromkeys(self.topological, 0.0)
        total[self.root] = seed
        for node in self.topological:
            for child, entry in zip(node.children, node.grad(), strict=True):
                total[child] += total[node] * entry
        return total


class GraphMixin:
    def graph(self) -> Graph:
        return Graph(self)


class NeuralNetNode(GraphMixin, framework.NeuralNetNode):
    """A node that may have several parents."""

    compile: object = None

    def backward(self, derivative_from_parent: float) -> None:
        for node, total in self.graph().derivatives(derivative_from_parent).items():
            getattr(node, "on_backward")(total)


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        return [node for node in self.graph().preorder if isinstance(node, framework.Input)]


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
