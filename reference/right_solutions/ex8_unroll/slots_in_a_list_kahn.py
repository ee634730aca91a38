"""Slots in lists, order by Kahn."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any
import collections
import functools
import math
import operator

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


KNOWN = ("Input", "Parameter", "Add", "Multiply", "ReLU", "Sigmoid", "Softmax", "Macro")
LIMIT = 10_000


def _kind(node: framework.NeuralNetNode) -> str:
    """The name of the node's class, or of the first of its bases, that is known."""
    return _kind_of_class(type(node))


@functools.lru_cache(maxsize=None)
def _kind_of_class(cls: type) -> str:
    for base in cls.__mro__:
        if base.__name__ in KNOWN:
            return base.__name__
    raise TypeError(f"a {cls.__name__} is of no known kind")


def _without_macros(root):
    """Replaces all macros below `root`, and gives the nodes in the order of their first visit."""
    final = {}  # macro -> what it stands for in the end

    def settle(node):
        path = []
        while _kind(node) == "Macro":
            if node in final:
                node = final[node]
                break
            path.append(node)
            node = node.body()
        final.update(dict.fromkeys(path, node))
        return node

    visited = {}
    todo = [root]
    while todo:
        node = todo.pop()
        if node in visited:
            continue
        visited[node] = None
        _kind(node)
        node.children = [settle(child) for child in node.children]
        todo += node.children[::-1]
    return list(visited)


def _graph(root):
    """Kahn's algorithm, from the root down: a node comes when all its parents have come. Then the whole is reversed."""
    nodes = _without_macros(root)
    if len(nodes) > LIMIT:
        raise ValueError(f"{len(nodes)} nodes are more than {LIMIT}")
    waiting = collections.Counter(child for node in nodes for child in node.children)
    ready = collections.deque([root])
    order = []
    while ready:
        node = ready.popleft()
        order.append(node)
        for child in node.children:
            waiting[child] -= 1
            if not waiting[child]:
                ready.append(child)
    order.reverse()
    return order, [node for node in nodes if _kind(node) == "Input"]


class _Writer:
    """Writes assignments to the slots of two lists, v for values and d for derivatives."""

    __slots__ = ("order", "slot", "lines")

    def __init__(self, order) -> None:
        self.order = order
        self.slot = {id(node): number for number, node in enumerate(order)}
        self.lines: list[str] = []

    def __lshift__(self, line: str) -> "_Writer":
        self.lines.append(line)
        return self

    def v(self, node) -> str:
        return f"v[{self.slot[id(node)]}]"

    def d(self, node) -> str:
        return f"d[{self.slot[id(node)]}]"

    def values(self) -> None:
        for node in self.order:
            kind, out = _kind(node), self.v(node)
            args = [self.v(child) for child in node.children]
            if kind in ("Add", "Multiply"):
                self << f"a = {int(kind == 'Multiply')}"
                for arg in args:
                    self << f"a {'+' if kind == 'Add' else '*'}= {arg}"
                self << f"{out} = a"
            elif kind == "ReLU":
                self << f"{out} = relu({args[0]})"
            elif kind == "Sigmoid":
                self << f"{out} = sigmoid({args[0]})"
            elif kind == "Softmax":
                self << f"{out} = softmax(({', '.join(args)},))"

    def derivatives(self) -> None:
        for node in reversed(self.order):
            kind, d = _kind(node), self.d(node)
            if kind == "Add":
                self << f"a = {d}"
                for child in node.children:
                    self << f"{self.d(child)} += a"
            elif kind == "Multiply":
                n = len(node.children)
                self << "p = [1.0]"
                for child in node.children[:-1]:
                    self << f"p.append(p[-1] * {self.v(child)})"
                self << f"a = {d}"
                for i in reversed(range(n)):
                    child = node.children[i]
                    self << f"{self.d(child)} += a * p[{i}]"
                    if i:
                        self << f"a *= {self.v(child)}"
            elif kind == "ReLU":
                child = node.children[0]
                self << f"if {self.v(child)} > 0: {self.d(child)} += {d}"
            elif kind == "Sigmoid":
                self << f"a = {self.v(node)}" << f"{self.d(node.children[0])} += {d} * (a * (1 - a))"
            elif kind == "Softmax":
                self << f"p = {self.v(node)}" << f"a = sum(map(mul, p, {d}))"
                for i, child in enumerate(node.children):
                    self << f"{self.d(child)} += p[{i}] * ({d}[{i}] - a)"


def relu(x):
    return x if x > 0 else 0.0


def sigmoid(x):
    if x < 0:
        e = math.exp(x)
        return e / (1 + e)
    return 1 / (1 + math.exp(-x))


def softmax(x):
    top = max(x)
    e = [math.exp(s - top) for s in x]
    total = sum(e)
    return [q / total for q in e]


def clip(p, low, high):
    return low if p < low else high if p > high else p


def slope(loss, y, p):
    """The derivative of the loss by one component."""
    if loss == "mse":
        return 2 * (p - y)
    if loss == "bce":
        q = clip(p, 1e-8, 1 - 1e-8)
        return (q - y) / (q * (1 - q))
    return -y / clip(p, 1e-8, 1)


def _run(header, lines, footer, indent, **namespace):
    text = header + [" " * indent + line for line in lines] + footer
    namespace.update(relu=relu, sigmoid=sigmoid, softmax=softmax, mul=operator.mul)
    exec("\n".join(text), namespace)
    return namespace["made"]


def unroll(root: framework.NeuralNetNode) -> Callable[..., Any]:
    order, inputs = _graph(root)
    writer = _Writer(order)
    writer << "v = start[:]"
    for number, node in enumerate(inputs):
        writer << f"{writer.v(node)} = x{number}"
    writer.values()
    writer << f"return {writer.v(root)}"
    start = [node.value if _kind(node) == "Parameter" else None for node in order]
    return _run([f"def made({', '.join(f'x{i}' for i in range(len(inputs)))}):"], writer.lines, [], 4, start=start)


def unroll_training(
    root: framework.NeuralNetNode, loss: str
) -> Callable[[Iterable[tuple[Sequence[float], Any]]], None]:
    if loss != "mse" and loss != "bce" and loss != "cce":
        raise ValueError(loss)
    order, inputs = _graph(root)
    writer = _Writer(order)
    writer.values()
    writer << f"d = [0.0] * {len(order)}"
    if _kind(root) == "Softmax":
        writer << f"{writer.d(root)} = [slope(loss, a, b) for a, b in zip(y, {writer.v(root)}, strict=True)]"
    else:
        writer << f"{writer.d(root)} = slope(loss, y, {writer.v(root)})"
    writer.derivatives()
    writer << "return d"
    step = _run(["def made(v, y):"], writer.lines, [], 4, slope=slope, loss=loss)
    input_slots = [writer.slot[id(node)] for node in inputs]
    learning = [(writer.slot[id(node)], node) for node in order if _kind(node) == "Parameter"]

    def train(data: Iterable[tuple[Sequence[float], Any]]) -> None:
        v: list[Any] = [None] * len(order)
        for slot, node in learning:
            v[slot] = node.value
        try:
            for x, y in data:
                if len(x) != len(input_slots):
                    raise ValueError(f"a sample needs {len(input_slots)} inputs, but has {len(x)}")
                for slot, number in zip(input_slots, x):
                    v[slot] = number
                d = step(v, y)
                for slot, node in learning:
                    v[slot] -= node.learning_rate * d[slot]
        finally:
            for slot, node in learning:
                node.value = v[slot]

    return train
