# name: derivatives are set back to 0 at the end of a sample, if it gets there
# explanation: A target such as [1.0, None] ends the training in the middle of a sample, and what was added to the derivatives
#   by then is still there in the next call.
# severity: slip
# clauses: 8.17
from __future__ import annotations

import math
from abc import abstractmethod

from backprop import framework
from backprop.losses import EPSILON


class Macro(framework.Operation):
    @abstractmethod
    def body(self):
        """One level down."""

    def op(self, x):
        raise TypeError("unroll() the network")

    def grad(self):
        raise TypeError("unroll() the network")


class Softmax(framework.Operation):
    def op(self, x):
        raise TypeError("unroll() the network")

    def grad(self):
        raise TypeError("unroll() the network")


KNOWN = ("Input", "Parameter", "Add", "Multiply", "ReLU", "Sigmoid", "Softmax", "Macro")


def kind(node):
    for base in type(node).__mro__:
        if base.__name__ in KNOWN:
            return base.__name__
    raise TypeError(f"a {type(node).__name__} cannot be unrolled")


class Tape:
    def __init__(self, root):
        bodies = {}

        def plain(node):
            while kind(node) == "Macro":
                if node not in bodies:
                    bodies[node] = node.body()
                node = bodies[node]
            return node

        kind(root)
        self.order, seen, path = [], {root}, []
        stack = [(root, None)]
        while stack:
            node, rest = stack.pop()
            if rest is None:
                kind(node)
                node.children[:] = map(plain, node.children)
                rest = iter(node.children)
            child = next((c for c in rest if c not in seen), None)
            if child is None:
                self.order.append(node)
            else:
                seen.add(child)
                stack += [(node, rest), (child, None)]
        if len(self.order) > 10_000:
            raise ValueError("more than 10,000 nodes")
        at = {node: i for i, node in enumerate(self.order)}
        self.steps = [(kind(node), i, [at[c] for c in node.children]) for i, node in enumerate(self.order)]
        self.inputs = [i for k, i, _ in self.steps if k == "Input"]
        self.parameters = [(i, self.order[i]) for k, i, _ in self.steps if k == "Parameter"]
        self.inner = [step for step in self.steps if step[0] not in ("Input", "Parameter")]

    def forward(self, v):
        for k, i, below in self.inner:
            x = [v[j] for j in below]
            if k == "Add":
                v[i] = sum(x)
            elif k == "Multiply":
                v[i] = math.prod(x)
            elif k == "ReLU":
                v[i] = x[0] if x[0] > 0 else 0.0
            elif k == "Sigmoid":
                v[i] = 1 / (1 + math.exp(-x[0])) if x[0] >= 0 else math.exp(x[0]) / (1 + math.exp(x[0]))
            else:
                top = max(x)
                powers = [math.exp(s - top) for s in x]
                total = sum(powers)
                v[i] = [p / total for p in powers]

    def backward(self, v, d):
        for k, i, below in reversed(self.inner):
            if k == "Add":
                for j in below:
                    d[j] += d[i]
            elif k == "ReLU":
                d[below[0]] += d[i] if v[below[0]] > 0 else 0.0
            elif k == "Sigmoid":
                d[below[0]] += d[i] * (v[i] * (1 - v[i]))
            elif k == "Multiply":
                before, after = [1.0], [1.0]
                for j in below:
                    before.append(before[-1] * v[j])
                for j in reversed(below):
                    after.append(after[-1] * v[j])
                for n, j in enumerate(below):
                    d[j] += d[i] * (before[n] * after[len(below) - 1 - n])


def mse(y, p):
    return -2 * (y - p)


def bce(y, p):
    p = min(max(p, EPSILON), 1 - EPSILON)
    return (p - y) / (p * (1 - p))


def cce(y, p):
    return -y / min(max(p, EPSILON), 1.0)


LOSSES = {"mse": mse, "bce": bce, "cce": cce}


def unroll(root):
    tape = Tape(root)
    start = [0.0] * len(tape.order)
    for i, node in tape.parameters:
        start[i] = node.value

    def function(*numbers):
        if len(numbers) != len(tape.inputs):
            raise TypeError(f"{len(tape.inputs)} numbers, please")
        v = list(start)
        for i, x in zip(tape.inputs, numbers):
            v[i] = x
        tape.forward(v)
        return v[-1]

    return function


def unroll_training(root, loss):
    if loss not in LOSSES:
        raise ValueError(f"unknown loss {loss!r}")
    slope = LOSSES[loss]
    tape = Tape(root)
    is_list = kind(root) == "Softmax"
    rates = [(i, node.learning_rate) for i, node in tape.parameters]
    scores = tape.steps[-1][2]
    n = len(tape.order)
    d = [0.0] * n

    def train(data):
        v = [0.0] * n
        for i, node in tape.parameters:
            v[i] = node.value
        try:
            for x, y in data:
                if len(x) != len(tape.inputs):
                    raise ValueError("the wrong number of inputs")
                for i, number in zip(tape.inputs, x):
                    v[i] = number
                tape.forward(v)
                if is_list:
                    for k, (target, p) in enumerate(zip(y, v[-1], strict=True)):
                        g = slope(target, p)
                        if g:
                            for m, j in enumerate(scores):
                                d[j] += g * p * ((m == k) - v[-1][m])
                else:
                    d[-1] = slope(y, v[-1])
                tape.backward(v, d)
                for i, rate in rates:
                    v[i] -= rate * d[i]
                d[:] = [0.0] * n  # ready for the next sample
        finally:
            for i, node in tape.parameters:
                node.value = v[i]

    return train
