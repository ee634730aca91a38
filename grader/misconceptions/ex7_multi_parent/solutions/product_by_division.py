# name: Multiply gets a faster grad: the product divided by each factor, 0 where a factor is 0
# explanation: Thinks that the derivative by a factor that is 0 does not matter. The text says: "As in the given framework."
# severity: misunderstanding
# clauses: 7.10
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
        for c in n.children:
            after(c, done)
        done[n] = done.pop(n)  # to the end: after its children
    return done


class NeuralNetNode(framework.NeuralNetNode):
    def backward(self, derivative_from_parent: float) -> None:
        d = after(self, {})
        d[self] = derivative_from_parent
        for n in reversed(d):
            for c, g in zip(n.children, n.grad(), strict=True):
                d[c] += d[n] * g
        for n in d:
            n.on_backward(d[n])


class Input(NeuralNetNode, framework.Input): ...
class Parameter(NeuralNetNode, framework.Parameter): ...


class Operation(NeuralNetNode, framework.Operation):
    def find_input_nodes(self) -> list[framework.Input]:
        return [n for n in nodes(self, {}) if isinstance(n, framework.Input)]


class Add(Operation, framework.Add): ...
class Multiply(Operation, framework.Multiply):
    def grad(self):
        x = [c.forward() for c in self.children]
        p = 1.0
        for v in x:
            p *= v
        return [p / v if v else 0.0 for v in x]


class ReLU(Operation, framework.ReLU): ...
class Sigmoid(Operation, framework.Sigmoid): ...
