# name: Operation keeps its children in a tuple of its own, and backward goes by that
# explanation: Children that are appended or replaced later are not in the copy. The text says: "Give every node of the graph
#   below this one, and this one itself, the derivative of the loss."
# severity: misunderstanding
# clauses: 7.9
from __future__ import annotations

from backprop import framework


def nodes(n, seen):
    if n not in seen:
        seen[n] = 0
        for c in n.children:
            nodes(c, seen)
        seen[n] = len(seen)
    return seen


def after(n, done):
    if n not in done:
        done[n] = 0.0
        for c in getattr(n, "below", ()):
            after(c, done)
        done[n] = done.pop(n)  # to the end: after its children
    return done


class NeuralNetNode(framework.NeuralNetNode):
    def backward(self, derivative_from_parent: float) -> None:
        d = after(self, {})
        d[self] = derivative_from_parent
        for n in reversed(d):
            for c, g in zip(getattr(n, "below", ()), n.grad()):
                d[c] += d[n] * g
        for n in d:
            n.on_backward(d[n])


class Input(NeuralNetNode, framework.Input): ...
class Parameter(NeuralNetNode, framework.Parameter): ...


class Operation(NeuralNetNode, framework.Operation):
    def __init__(self, children):
        super().__init__(children)
        self.below = tuple(children)

    def find_input_nodes(self) -> list[framework.Input]:
        return [n for n in nodes(self, {}) if isinstance(n, framework.Input)]


class Add(Operation, framework.Add): ...
class Multiply(Operation, framework.Multiply): ...
class ReLU(Operation, framework.ReLU): ...
class Sigmoid(Operation, framework.Sigmoid): ...
