"""As short as it gets: every node is a call of a helper."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from math import exp, prod

from backprop import framework


class Macro(framework.Operation):
    """A node that stands for the tree `body()`, as in exercise 4."""

    @abstractmethod
    def body(self) -> framework.NeuralNetNode:
        """The tree this macro stands for, one level down."""

    def op(self, x: list[float]) -> float:
        raise TypeError(f"a {type(self).__name__} has no value of its own: unroll() the network")

    def grad(self) -> list[float]:
        raise TypeError(f"a {type(self).__name__} has no derivative of its own: unroll() the network")


class Softmax(framework.Operation):
    """The root of exercise 5, by name alone: its children are scores, and its value is a list of probabilities."""

    def op(self, x: list[float]) -> float:
        raise TypeError("this Softmax is only a name: unroll() the network")

    def grad(self) -> list[float]:
        raise TypeError("this Softmax is only a name: unroll() the network")


KINDS = {"Input", "Parameter", "Add", "Multiply", "ReLU", "Sigmoid", "Softmax", "Macro"}


def kind(n):
    return next((c.__name__ for c in type(n).__mro__ if c.__name__ in KINDS), None)


def plain(n, memo):
    chain = [n]
    while kind(chain[-1]) == "Macro":
        chain.append(memo.get(chain[-1]) or chain[-1].body())
    memo.update((m, chain[-1]) for m in chain[:-1])
    return chain[-1]


def walk(root):
    order, seen, todo, memo = [], set(), [(root, 0)], {}
    while todo:
        n, done = todo.pop()
        if done: order.append(n)
        elif n not in seen:
            if not kind(n): raise TypeError("unknown node: " + type(n).__name__)
            seen.add(n)
            n.children = [plain(c, memo) for c in n.children]
            todo += [(n, 1)] + [(c, 0) for c in n.children[::-1]]
    return order, {n: f"v{i}" for i, n in enumerate(order)}


def sigmoid(x):
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x))


def softmax(*s):
    e = [exp(a - m) for m in [max(s)] for a in s]
    return [a / z for z in [sum(e)] for a in e]


def others(d, v, *x):
    left, right = [1.0], [1.0]
    for a in x: left.append(left[-1] * a)
    for a in x[::-1]: right.append(right[-1] * a)
    return [d * (a * b) for a, b in zip(left, right[-2::-1])]


UP = {"Add": lambda *x: sum(x), "Multiply": lambda *x: prod(x), "ReLU": lambda x: max(0.0, x), "Sigmoid": sigmoid, "Softmax": softmax}
DOWN = {
    "Add": lambda d, v, *x: [d] * len(x),
    "Multiply": others,
    "ReLU": lambda d, v, x: [d if x > 0 else 0.0],
    "Sigmoid": lambda d, v, x: [d * (v * (1 - v))],
    "Softmax": lambda d, v, *x: [p * (a - m) for m in [sum(a * p for a, p in zip(d, v))] for a, p in zip(d, v)],
}
clip = lambda p, top: min(max(p, 1e-8), top)
LOSS = {
    "mse": lambda y, p: 2 * (p - y),
    "bce": lambda y, p: [(q - y) / (q * (1 - q)) for q in [clip(p, 1 - 1e-8)]][0],
    "cce": lambda y, p: -y / clip(p, 1.0),
}


def ups(order, v):
    return [f"{v[n]}={kind(n)}({','.join(v[c] for c in n.children)})" for n in order if kind(n) in UP]


def unroll(root):
    order, v = walk(root)
    space = UP | {v[n]: n.value for n in order if kind(n) == "Parameter"}
    exec("\n ".join([f"def f({','.join(v[n] for n in order if kind(n) == 'Input')}):", *ups(order, v), f"return {v[root]}"]), space)
    return space["f"]


def unroll_training(root, loss):
    if loss not in LOSS: raise ValueError(loss)
    order, v = walk(root)
    ps = [n for n in order if kind(n) == "Parameter"]
    w = ",".join(v[n] for n in ps)
    t = [f"[{','.join(v[n] for n in order if kind(n) == 'Input')}]=x", *ups(order, v), *(f"d{v[n]}=0.0" for n in order)]
    t.append(f"d{v[root]}=" + (f"[loss(a,b) for a,b in zip(y,{v[root]},strict=True)]" if kind(root) == "Softmax" else f"loss(y,{v[root]})"))
    for n in order[::-1]:
        if kind(n) in DOWN:
            t.append(f"g=d{kind(n)}({','.join(['d' + v[n], v[n], *(v[c] for c in n.children)])})")
            t += [f"d{v[c]}+=g[{i}]" for i, c in enumerate(n.children)]
    t += [f"{v[n]}-=d{v[n]}*rates[{i}]" for i, n in enumerate(ps)]
    space = UP | {"d" + k: f for k, f in DOWN.items()} | {"loss": LOSS[loss], "ps": ps, "rates": [n.learning_rate for n in ps]}
    exec(f"def f(data):\n [{w}]=[n.value for n in ps]\n try:\n  for x,y in data:\n   " + "\n   ".join(t) + f"\n finally:\n  for n,a in zip(ps,[{w}]): n.value=a", space)
    return space["f"]
