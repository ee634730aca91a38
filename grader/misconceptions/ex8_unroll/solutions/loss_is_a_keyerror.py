# name: SLOPES[loss]: a KeyError
# explanation: Lets the dictionary complain. The text says: "Any other `loss` is a ValueError."
# severity: misunderstanding
# clauses: 8.16
from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any
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


def _graph(root: framework.NeuralNetNode) -> tuple[list[framework.NeuralNetNode], list[framework.NeuralNetNode]]:
    """All nodes, children before parents, and the inputs in the order of their first visit."""
    _kind(root)
    bodies: dict[int, tuple[Any, Any]] = {}
    order: list[framework.NeuralNetNode] = []
    seen = {id(root)}
    stack = [(root, iter(_children(root, bodies)))]
    while stack:
        node, rest = stack[-1]
        for child in rest:
            if id(child) not in seen:
                seen.add(id(child))
                stack.append((child, iter(_children(child, bodies))))
                break
        else:
            stack.pop()
            order.append(node)
    if len(order) > LIMIT:
        raise ValueError(f"this network has {len(order)} nodes, more than {LIMIT}")
    for node in order[:-1]:
        if _kind(node) == "Softmax":
            raise TypeError(f"a {type(node).__name__} can only be the root")
    return order, [node for node in order if _kind(node) == "Input"]


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


class _Text:
    """The lines of a function, and new names for it."""

    def __init__(self, order: list[framework.NeuralNetNode]) -> None:
        self.lines: list[str] = []
        self.indent = "    "
        self.name = {id(node): f"v{i}" for i, node in enumerate(order)}
        self.spare = 0

    def add(self, line: str) -> None:
        self.lines.append(self.indent + line)

    def new(self) -> str:
        self.spare += 1
        return f"t{self.spare}"

    def chain(self, target: str, operator: str, terms: list[str], empty: str) -> None:
        """target = a + b + c + ..., with no more than 50 terms in a line"""
        self.add(f"{target} = {f' {operator} '.join(terms[:50]) or empty}")
        for i in range(50, len(terms), 50):
            self.add(f"{target} {operator}= {f' {operator} '.join(terms[i : i + 50])}")

    def forward(self, node: framework.NeuralNetNode) -> None:
        kind, v = _kind(node), self.name[id(node)]
        x = [self.name[id(child)] for child in node.children]
        if kind == "Add":
            self.chain(v, "+", x, "0.0")
        elif kind == "Multiply":
            self.chain(v, "*", x, "1.0")
        elif kind == "ReLU":
            self.add(f"{v} = {x[0]} if {x[0]} > 0 else 0.0")
        elif kind == "Sigmoid":
            self.add(f"if {x[0]} >= 0:")
            self.add(f"    {v} = 1 / (1 + exp(-{x[0]}))")
            self.add("else:")
            self.add(f"    e = exp({x[0]})")
            self.add(f"    {v} = e / (1 + e)")
        elif kind == "Softmax":
            self.add(f"{v} = softmax([{', '.join(x)}])")

    def backward(self, node: framework.NeuralNetNode) -> list[str]:
        """For each child, the derivative that it gets from this node, as an expression."""
        kind, v = _kind(node), self.name[id(node)]
        x = [self.name[id(child)] for child in node.children]
        d = "d" + v
        if kind == "Add":
            return [d] * len(x)
        if kind == "Multiply":
            if len(x) <= 3:
                return [" * ".join([d, *x[:i], *x[i + 1 :]]) for i in range(len(x))]
            left = ["1.0"]  # the products of all before ...
            for factor in x[:-1]:
                left.append(self.new())
                self.add(f"{left[-1]} = {left[-2]} * {factor}")
            right = ["1.0"]  # ... and of all behind
            for factor in x[:0:-1]:
                right.append(self.new())
                self.add(f"{right[-1]} = {right[-2]} * {factor}")
            return [f"{d} * ({a} * {b})" for a, b in zip(left, reversed(right))]
        if kind == "ReLU":
            return [f"({d} if {x[0]} > 0 else 0.0)"]
        if kind == "Sigmoid":
            return [f"{d} * ({v} * (1 - {v}))"]
        if kind == "Softmax":
            self.add(f"dot = sum([a * b for a, b in zip({d}, {v})])")
            return [f"{v}[{i}] * ({d}[{i}] - dot)" for i in range(len(x))]
        return []


def _compiled(lines: list[str], name: str, **namespace: Any) -> Any:
    namespace |= {"exp": exp, "softmax": _softmax}
    exec(compile("\n".join(lines), "<network>", "exec"), namespace)
    return namespace[name]


def unroll(root: framework.NeuralNetNode) -> Callable[..., Any]:
    order, inputs = _graph(root)
    text = _Text(order)
    constants = {}
    for node in order:
        if _kind(node) == "Parameter":
            constants["c" + text.name[id(node)]] = node.value
            text.add(f"{text.name[id(node)]} = c{text.name[id(node)]}")
        else:
            text.forward(node)
    text.add(f"return {text.name[id(root)]}")
    arguments = ", ".join(text.name[id(node)] for node in inputs)
    return _compiled([f"def function({arguments}):", *text.lines], "function", **constants)


def unroll_training(
    root: framework.NeuralNetNode, loss: str
) -> Callable[[Iterable[tuple[Sequence[float], Any]]], None]:
    SLOPES[loss]  # there is no other
    order, inputs = _graph(root)
    parameters = [node for node in order if _kind(node) == "Parameter"]
    rates = [node.learning_rate for node in parameters]
    text = _Text(order)
    text.indent = " " * 12
    names = [text.name[id(node)] for node in parameters]
    text.add(f"[{', '.join(text.name[id(node)] for node in inputs)}] = x")
    for node in order:
        text.forward(node)
    top = text.name[id(root)]
    if _kind(root) == "Softmax":
        text.add(f"d{top} = [slope(a, b) for a, b in zip(y, {top}, strict=True)]")
    else:
        text.add(f"d{top} = slope(y, {top})")
    begun = {id(root)}
    for node in reversed(order):
        expressions = text.backward(node)
        for child, expression in zip(node.children, expressions, strict=True):
            if _kind(child) == "Input":
                continue
            text.add(f"d{text.name[id(child)]} {'+=' if id(child) in begun else '='} {expression}")
            begun.add(id(child))
    for i, name in enumerate(names):
        text.add(f"{name} -= d{name} * r{i}")
    lines = [
        "def train(data):",
        f"    [{', '.join(names)}] = [node.value for node in parameters]",
        "    try:",
        "        for x, y in data:",
        *text.lines,
        "    finally:",
        f"        for node, value in zip(parameters, [{', '.join(names)}]):",
        "            node.value = value",
    ]
    constants = {f"r{i}": rate for i, rate in enumerate(rates)}
    return _compiled(lines, "train", parameters=parameters, slope=SLOPES[loss], **constants)
