"""String.Template, a Graph class with __iter__ and __getitem__; train sends samples into a generated coroutine."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any
import math
import textwrap
from string import Template

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


class Graph:
    """The nodes below a root as a sequence, children first; `graph[node]` is the number of a node."""

    NAMES = frozenset("Input Parameter Add Multiply ReLU Sigmoid Softmax Macro".split())

    def __init__(self, root: framework.NeuralNetNode) -> None:
        self._number: dict[framework.NeuralNetNode, int] = {}
        self._kind: dict[framework.NeuralNetNode, str] = {}
        self._meaning: dict[framework.NeuralNetNode, framework.NeuralNetNode] = {}
        self._enter(root)
        open_nodes = [(root, iter(root.children))]
        while open_nodes:
            node, children = open_nodes[-1]
            child = next(children, None)
            if child is None:
                self._number[node] = len(self._number)
                open_nodes.pop()
            elif child not in self._kind:
                self._enter(child)
                open_nodes.append((child, iter(child.children)))
        if len(self) > 10_000:
            raise ValueError(f"{len(self)} nodes are too many, at most 10,000")

    def _enter(self, node: framework.NeuralNetNode) -> None:
        self._kind[node] = self.name_of(node)
        node.children[:] = [self._replaced(child) for child in node.children]

    def _replaced(self, node: framework.NeuralNetNode) -> framework.NeuralNetNode:
        passed = []
        while self.name_of(node) == "Macro":
            passed.append(node)
            node = self._meaning[node] if node in self._meaning else node.body()
        self._meaning.update({macro: node for macro in passed})
        return node

    @classmethod
    def name_of(cls, node: framework.NeuralNetNode) -> str:
        try:
            return next(filter(cls.NAMES.__contains__, (base.__name__ for base in type(node).__mro__)))
        except StopIteration:
            raise TypeError(f"no idea what a {type(node).__name__} computes") from None

    def __len__(self) -> int:
        return len(self._number)

    def __iter__(self):
        return iter(self._number)

    def __reversed__(self):
        return reversed(self._number)

    def __getitem__(self, node: framework.NeuralNetNode) -> int:
        return self._number[node]

    def kind(self, node: framework.NeuralNetNode) -> str:
        return self._kind[node]

    def all(self, kind: str) -> list[Any]:
        return [node for node in self if self._kind[node] == kind]


VALUE = {
    "Add": Template("a$out = sum([$args])"),
    "Multiply": Template("a$out = prod([$args])"),
    "ReLU": Template("a$out = max(0.0, $first)"),
    "Sigmoid": Template("a$out = sigmoid($first)"),
    "Softmax": Template("a$out = softmax([$args])"),
}
SHARE = {
    "Add": Template("s$out = [d$out] * $n"),
    "Multiply": Template("s$out = shares(d$out, [$args])"),
    "ReLU": Template("s$out = [d$out if $first > 0 else 0.0]"),
    "Sigmoid": Template("s$out = [d$out * a$out * (1 - a$out)]"),
    "Softmax": Template("s$out = pulled(d$out, a$out)"),
}


def sigmoid(x: float) -> float:
    e = math.exp(-abs(x))
    return 1 / (1 + e) if x >= 0 else e / (1 + e)


def softmax(x: list[float]) -> list[float]:
    top = max(x)
    e = [math.exp(v - top) for v in x]
    total = sum(e)
    return [v / total for v in e]


def pulled(d: list[float], p: list[float]) -> list[float]:
    mean = sum(a * b for a, b in zip(d, p))
    return [b * (a - mean) for a, b in zip(d, p)]


def shares(d: float, x: list[float]) -> list[float]:
    """d times the product of all the others, for each factor."""
    result, running = [], 1.0
    for factor in x:
        result.append(running)
        running *= factor
    running = d
    for i in reversed(range(len(x))):
        result[i] *= running
        running *= x[i]
    return result


def slope(loss: str, y: float, p: float) -> float:
    if loss == "mse":
        return -2 * (y - p)
    if loss == "bce":
        p = max(1e-8, min(1 - 1e-8, p))
        return (p - y) / p / (1 - p)
    return -y / max(1e-8, min(1.0, p))


def lines(graph: Graph, table: dict[str, Template], node: framework.NeuralNetNode) -> list[str]:
    template = table.get(graph.kind(node))
    if template is None:
        return []
    args = [f"a{graph[child]}" for child in node.children]
    return [template.substitute(out=graph[node], args=", ".join(args), first="".join(args[:1]), n=len(args))]


def executed(text: str, **names: Any) -> Any:
    names |= dict(sum=sum, prod=math.prod, max=max, sigmoid=sigmoid, softmax=softmax, shares=shares, pulled=pulled)
    exec(text, names)
    return names["result"]


def unroll(root: framework.NeuralNetNode) -> Callable[..., Any]:
    graph = Graph(root)
    body = [line for node in graph for line in lines(graph, VALUE, node)] + [f"return a{graph[root]}"]
    header = f"def result({', '.join(f'a{graph[node]}' for node in graph.all('Input'))}):\n"
    values = {f"a{graph[node]}": node.value for node in graph.all("Parameter")}
    return executed(header + textwrap.indent("\n".join(body), "  "), **values)


def unroll_training(
    root: framework.NeuralNetNode, loss: str
) -> Callable[[Iterable[tuple[Sequence[float], Any]]], None]:
    if loss not in ("mse", "bce", "cce"):
        raise ValueError(f"{loss!r}: the losses are mse, bce and cce")
    graph = Graph(root)
    parameters = graph.all("Parameter")
    top = graph[root]
    state = "[" + ", ".join(f"a{graph[node]}" for node in parameters) + "]"
    body = [f"[{', '.join(f'a{graph[node]}' for node in graph.all('Input'))}] = inputs"]
    body += [line for node in graph for line in lines(graph, VALUE, node)]
    if graph.kind(root) == "Softmax":
        body.append(f"d{top} = [slope(loss, t, p) for t, p in zip(target, a{top}, strict=True)]")
    else:
        body.append(f"d{top} = slope(loss, target, a{top})")
    parts: dict[framework.NeuralNetNode, list[str]] = {node: [] for node in graph}
    for node in reversed(graph):
        if node is not root:
            body.append(f"d{graph[node]} = sum([{', '.join(parts[node])}])")
        body += lines(graph, SHARE, node)
        for i, child in enumerate(node.children):
            parts[child].append(f"s{graph[node]}[{i}]")
    body += [f"a{graph[node]} -= rate{graph[node]} * d{graph[node]}" for node in parameters]
    text = f"def result({state[1:-1]}):\n  while True:\n    inputs, target = yield {state}\n"
    learner = executed(
        text + textwrap.indent("\n".join(body), "    "),
        slope=slope,
        loss=loss,
        **{f"rate{graph[node]}": node.learning_rate for node in parameters},
    )

    def train(data: Iterable[tuple[Sequence[float], Any]]) -> None:
        """Sends one sample after the other into the coroutine, which answers with the parameters."""
        coroutine = learner(*(node.value for node in parameters))
        values = next(coroutine)
        try:
            for sample in data:
                values = coroutine.send(sample)
        finally:
            for node, value in zip(parameters, values, strict=True):
                node.value = value

    return train
