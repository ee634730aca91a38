"""Closure variables; graphlib sorts."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any
import graphlib
from math import exp

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
    for cls in type(node).__mro__:
        if cls.__name__ in KNOWN:
            return cls.__name__
    raise TypeError(f"unroll() does not know what a {type(node).__name__} is")


def _resolve(node: framework.NeuralNetNode, bodies: dict[int, tuple[Any, Any]]) -> framework.NeuralNetNode:
    """What `node` stands for. `bodies` has for each macro, by its id, the macro itself (to keep it alive) and this."""
    macros = []
    while _kind(node) == "Macro":
        if id(node) in bodies:
            node = bodies[id(node)][1]
        else:
            macros.append(node)
            node = node.body()
    for macro in macros:
        bodies[id(macro)] = macro, node
    return node


def _children(node: framework.NeuralNetNode, bodies: dict[int, tuple[Any, Any]]) -> list[framework.NeuralNetNode]:
    """The children of `node`, with no macro among them any more."""
    if any(_kind(child) == "Macro" for child in node.children):
        node.children = [_resolve(child, bodies) for child in node.children]
    return node.children


def _graph(root):
    """First a walk in the order of first visits, then graphlib puts children before parents."""
    bodies = {}
    first_visit = []
    seen = set()
    todo = [root]
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.add(node)
            _kind(node)
            first_visit.append(node)
            todo.extend(reversed(_children(node, bodies)))
    sorter = graphlib.TopologicalSorter({node: node.children for node in first_visit})
    order = [*sorter.static_order()]
    if len(order) > LIMIT:
        raise ValueError(f"this network has {len(order)} nodes, more than {LIMIT}")
    for node in order[:-1]:
        if _kind(node) == "Softmax":
            raise TypeError(f"a {type(node).__name__} can only be the root")
    return order, [node for node in first_visit if _kind(node) == "Input"]


def _softmax(scores):
    top = max(scores)
    powers = [exp(s - top) for s in scores]
    total = sum(powers)
    return [power / total for power in powers]


def _mse_slope(y, p):
    return -2 * (y - p)


def _bce_slope(y, p):
    p = min(max(p, 1e-8), 1 - 1e-8)
    return (p - y) / (p * (1 - p))


def _cce_slope(y, p):
    return -y / min(max(p, 1e-8), 1.0)


SLOPES = {"mse": _mse_slope, "bce": _bce_slope, "cce": _cce_slope}


FORWARD = {
    "Add": lambda v, x: _pieces(v, " + ", x or ["0.0"]),
    "Multiply": lambda v, x: _pieces(v, " * ", x or ["1.0"]),
    "ReLU": lambda v, x: [f"{v} = max(0.0, {x[0]})"],
    "Sigmoid": lambda v, x: [f"{v} = sigmoid({x[0]})"],
    "Softmax": lambda v, x: [f"{v} = softmax([{', '.join(x)}])"],
    "Input": lambda v, x: [],
    "Parameter": lambda v, x: [],
}


def _sigmoid(x):
    if x >= 0:
        return 1 / (1 + exp(-x))
    e = exp(x)
    return e / (1 + e)


def _pieces(v, sign, terms):
    """v = first + second, v = v + third, ...: two terms to a line."""
    lines = [f"{v} = {sign.join(terms[:2])}"]
    lines += [f"{v} = {v}{sign}{term}" for term in terms[2:]]
    return lines


def _push(kind, v, d, x):
    """(lines to go first, what each child gets)"""
    if kind == "Add":
        return [], [d for _ in x]
    if kind == "Multiply":
        n = len(x)
        behind = [f"{v}b{i}" for i in range(n)]
        lines = [f"{v}f = {d}"] if n else []
        lines += [f"{behind[i]} = " + (f"{behind[i + 1]} * {x[i + 1]}" if i + 1 < n else "1.0") for i in reversed(range(n))]
        pushes = []
        for i in range(n):
            # what is before, times the derivative, is kept under a name of its own for each factor
            lines.append(f"{v}f{i} = " + (f"{v}f{i - 1} * {x[i - 1]}" if i else d))
            pushes.append(f"{v}f{i} * {behind[i]}")
        return lines, pushes
    if kind == "ReLU":
        return [], [f"({d} if {v} > 0 else 0.0)"]
    if kind == "Sigmoid":
        return [], [f"{d} * {v} * (1 - {v})"]
    if kind == "Softmax":
        return [f"mean = dot({d}, {v})"], [f"{v}[{i}] * ({d}[{i}] - mean)" for i in range(len(x))]
    return [], []


TOOLS = {
    "exp": exp,
    "sigmoid": _sigmoid,
    "softmax": _softmax,
    "dot": lambda a, b: sum(p * q for p, q in zip(a, b)),
    "max": max,
    "zip": zip,
}


def _make(body, name, arguments, **free):
    """Runs a text that defines the function inside another one, so that `free` are its closure variables."""
    lines = [f"def make({', '.join(free)}):"]
    lines += ["    " + line for line in body]
    lines += [f"    return {name}"]
    namespace = dict(TOOLS)
    exec("\n".join(lines), namespace)
    return namespace["make"](**free)


def unroll(root: framework.NeuralNetNode) -> Callable[..., Any]:
    order, inputs = _graph(root)
    names = {node: f"n{i}_" for i, node in enumerate(order)}
    body = [f"def function({', '.join(names[node] for node in inputs)}):"]
    for node in order:
        lines = FORWARD[_kind(node)](names[node], [names[child] for child in node.children])
        body += ["    " + line for line in lines]
    body.append(f"    return {names[root]}")
    values = {names[node]: node.value for node in order if _kind(node) == "Parameter"}
    return _make(body, "function", inputs, **values)


def unroll_training(
    root: framework.NeuralNetNode, loss: str
) -> Callable[[Iterable[tuple[Sequence[float], Any]]], None]:
    try:
        slope = SLOPES[loss]
    except (KeyError, TypeError):
        raise ValueError(f"unknown loss {loss!r}") from None
    order, inputs = _graph(root)
    names = {node: f"n{i}_" for i, node in enumerate(order)}
    learners = [node for node in order if _kind(node) == "Parameter"]
    state = "".join(names[node] + ", " for node in learners)
    body = ["def train(data):"]
    body += [f"    ({state}) = [node.value for node in learners]"]
    body += ["    try:", "        for inputs, target in data:"]
    inner = [f"({''.join(names[node] + ', ' for node in inputs)}) = inputs"]
    for node in order:
        inner += FORWARD[_kind(node)](names[node], [names[child] for child in node.children])
    for node in order[:-1]:
        if _kind(node) != "Input":
            inner.append(f"d{names[node]} = 0.0")
    if _kind(root) == "Softmax":
        inner.append(f"d{names[root]} = [slope(t, p) for t, p in zip(target, {names[root]}, strict=True)]")
    else:
        inner.append(f"d{names[root]} = slope(target, {names[root]})")
    for node in reversed(order):
        lines, pushes = _push(_kind(node), names[node], "d" + names[node], [names[child] for child in node.children])
        inner += lines
        inner += [f"d{names[c]} += {push}" for c, push in zip(node.children, pushes) if _kind(c) != "Input"]
    inner += [f"{names[node]} -= d{names[node]} * rate{i}" for i, node in enumerate(learners)]
    body += ["            " + line for line in inner]
    body += ["    finally:"]
    body += [f"        for node, value in zip(learners, ({state})):", "            node.value = value"]
    rates = {f"rate{i}": node.learning_rate for i, node in enumerate(learners)}
    return _make(body, "train", inputs, learners=learners, slope=slope, **rates)
