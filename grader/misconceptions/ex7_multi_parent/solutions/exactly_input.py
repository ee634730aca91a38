# name: type(node) is Input, and a subclass of Input is none
# explanation: A subclass of Input is an Input. The text says: "The `Input` nodes below this node, each once, at its first
#   visit: depth first, left to right."
# severity: slip
# clauses: 7.7
from __future__ import annotations

from collections import Counter

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def backward(self, derivative_from_parent: float) -> None:
        edges = Counter({self: 1})
        stack = [self]
        while stack:
            for child in stack.pop().children:
                if not edges[child]:
                    stack.append(child)
                edges[child] += 1
        totals: dict[NeuralNetNode, float] = {}
        outbox = [(self, derivative_from_parent)]
        waiting = {}
        for node, number in edges.items():
            waiting[node] = listener(node, number, totals, outbox)
            next(waiting[node])
        while outbox:
            node, part = outbox.pop()
            waiting[node].send(part)
        for node in edges:
            node.on_backward(totals[node])


def listener(node, number, totals, outbox):
    total = yield
    for _ in range(number - 1):
        total += yield
    totals[node] = total
    outbox.extend((child, total * entry) for child, entry in zip(node.children, node.grad(), strict=True))
    yield


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        collector = first_visits()
        next(collector)
        found = []
        stack = [self]
        while stack:
            node = stack.pop()
            if collector.send(node):
                if type(node) is Input:
                    found.append(node)
                stack.extend(reversed(node.children))
        return found


def first_visits():
    """Send it a node: is this the first time?"""
    seen, answer = set(), None
    while True:
        node = yield answer
        answer = node not in seen
        seen.add(node)


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
