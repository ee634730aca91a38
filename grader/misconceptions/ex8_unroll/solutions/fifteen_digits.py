# name: parameters are written into the text with 15 digits
# explanation: 0.1 + 0.2 becomes 0.3, and 1/3 loses its last digit. The text says: "The values of the parameters are those at
#   the time of `unroll`."
# severity: slip
# clauses: 8.3
from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any

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


KINDS = ("Input", "Parameter", "Add", "Multiply", "ReLU", "Sigmoid", "Softmax", "Macro")
CHUNK = 50


def _kind(node: Any) -> str:
    for cls in type(node).__mro__:
        if cls.__name__ in KINDS:
            return cls.__name__
    raise TypeError(f"unroll() does not know what a {type(node).__name__} is")


def _order(root: Any) -> list[Any]:
    """All nodes, children first; macros are replaced by their bodies on the way."""
    bodies: dict[int, tuple[Any, Any]] = {}

    def real(node: Any) -> Any:
        while _kind(node) == "Macro":
            if id(node) not in bodies:
                bodies[id(node)] = (node, node.body())
            node = bodies[id(node)][1]
        return node

    order = []
    seen = {id(root)}
    stack = [(root, 0)]
    while stack:
        node, i = stack.pop()
        while i < len(node.children):
            child = node.children[i] = real(node.children[i])
            i += 1
            if id(child) not in seen:
                seen.add(id(child))
                stack.append((node, i))
                stack.append((child, 0))
                break
        else:
            order.append(node)
    for node in order[:-1]:
        if _kind(node) == "Softmax":
            raise TypeError(f"a {type(node).__name__} has to be the root")
    return order


class _Network:
    """The nodes in order, a variable for each, and the text that computes them."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.order = _order(root)
        self.kinds = {id(node): _kind(node) for node in self.order}
        self.names = {id(node): f"v{i}" for i, node in enumerate(self.order)}
        self.inputs = [node for node in self.order if self.kinds[id(node)] == "Input"]
        self.parameters = [node for node in self.order if self.kinds[id(node)] == "Parameter"]

    def name(self, node: Any) -> str:
        return self.names[id(node)]

    def forward(self) -> list[str]:
        lines: list[str] = []
        for node in self.order:
            kind = self.kinds[id(node)]
            v = self.name(node)
            xs = [self.name(child) for child in node.children]
            if kind == "Add":
                lines += _chain(v, "+", xs or ["0"])
            elif kind == "Multiply":
                lines += _chain(v, "*", xs or ["1"])
            elif kind == "ReLU":
                lines.append(f"{v} = max(0.0, {xs[0]})")
            elif kind == "Sigmoid":
                lines += [
                    f"if {xs[0]} >= 0:",
                    f"    {v} = 1 / (1 + exp(-{xs[0]}))",
                    "else:",
                    f"    e = exp({xs[0]})",
                    f"    {v} = e / (1 + e)",
                ]
            elif kind == "Softmax":
                lines.append(f"m = max([{', '.join(xs)}])")
                lines += [f"p{i} = exp({x} - m)" for i, x in enumerate(xs)]
                lines.append(f"t = sum([{', '.join(f'p{i}' for i in range(len(xs)))}])")
                lines += [f"p{i} /= t" for i in range(len(xs))]
        return lines

    def result(self) -> str:
        if self.kinds[id(self.root)] == "Softmax":
            return "[" + ", ".join(f"p{i}" for i in range(len(self.root.children))) + "]"
        return self.name(self.root)

    def backward(self, loss: str) -> list[str]:
        d = {id(node): "d" + self.name(node)[1:] for node in self.order}
        lines = [f"{name} = 0.0" for name in d.values()]
        nodes = self.order[::-1]
        if self.kinds[id(self.root)] == "Softmax":
            n = len(self.root.children)
            lines.append("(" + "".join(f"y{i}, " for i in range(n)) + ") = y")
            for i in range(n):
                lines += _loss(loss, f"y{i}", f"p{i}", f"g{i}")
            lines.append(f"t = sum([{', '.join(f'g{i} * p{i}' for i in range(n))}])")
            lines += [f"{d[id(child)]} += p{i} * (g{i} - t)" for i, child in enumerate(self.root.children)]
            nodes = nodes[1:]
        else:
            lines += _loss(loss, "y", self.name(self.root), d[id(self.root)])
        for node in nodes:
            kind = self.kinds[id(node)]
            mine, v = d[id(node)], self.name(node)
            xs = [self.name(child) for child in node.children]
            ds = [d[id(child)] for child in node.children]
            n = len(xs)
            if kind == "Add":
                lines += [f"{x} += {mine}" for x in ds]
            elif kind == "Multiply":
                if n == 1:
                    lines.append(f"{ds[0]} += {mine}")
                elif n > 1:
                    lines.append("a0 = 1")
                    lines += [f"a{i + 1} = a{i} * {xs[i]}" for i in range(n - 1)]
                    lines.append("b = 1")
                    for i in reversed(range(n)):
                        lines.append(f"{ds[i]} += {mine} * (a{i} * b)")
                        lines.append(f"b *= {xs[i]}")
            elif kind == "ReLU":
                lines += [f"if {xs[0]} > 0:", f"    {ds[0]} += {mine}"]
            elif kind == "Sigmoid":
                lines.append(f"{ds[0]} += {mine} * ({v} * (1 - {v}))")
        lines += [f"{self.name(p)} -= {d[id(p)]} * r{i}" for i, p in enumerate(self.parameters)]
        return lines


def _chain(v: str, sign: str, terms: list[str]) -> list[str]:
    """v = a + b + c ..., in lines that the compiler can bear."""
    lines = [f"{v} = " + f" {sign} ".join(terms[:CHUNK])]
    for i in range(CHUNK, len(terms), CHUNK):
        lines.append(f"{v} = {v} {sign} " + f" {sign} ".join(terms[i : i + CHUNK]))
    return lines


def _loss(loss: str, y: str, p: str, g: str) -> list[str]:
    if loss == "mse":
        return [f"{g} = -2 * ({y} - {p})"]
    if loss == "bce":
        return [f"q = min(max({p}, 1e-8), 1 - 1e-8)", f"{g} = (q - {y}) / (q * (1 - q))"]
    return [f"{g} = -{y} / min(max({p}, 1e-8), 1.0)"]


def _define(text: list[str], names: dict[str, Any]) -> Any:
    names["exp"] = math.exp
    exec(compile("\n".join(text), "<unrolled>", "exec"), names)
    return names["function"]


def unroll(root: framework.NeuralNetNode) -> Callable[..., Any]:
    """A Python function of the inputs below `root`, in the order of their first visit, depth first, left to right.

    It takes one number for each (another count is a TypeError) and returns the value of `root`: a number, or for a
    `Softmax` a new list. The values of the parameters are those at the time of `unroll`. It calls no method of any
    node.

    `root` is an operation and no macro itself; macros below it are replaced by their bodies, each once, in the graph
    itself, so `body()` is called once. A network of more than 10,000 nodes, counted
    after that, may be refused with a ValueError that says so. A node of a kind that is not known is a TypeError that
    names its class. What becomes of the macros when something is refused is left open.
    """
    network = _Network(root)
    text = [f"def function({', '.join(network.name(x) for x in network.inputs)}):"]
    text += [f"    {network.name(p)} = {p.value:.15g}" for i, p in enumerate(network.parameters)]
    text += ["    " + line for line in network.forward()]
    text += [f"    return {network.result()}"]
    return _define(text, {"values": [p.value for p in network.parameters]})


def unroll_training(
    root: framework.NeuralNetNode, loss: str
) -> Callable[[Iterable[tuple[Sequence[float], Any]]], None]:
    """A Python function `train(data)` that trains the network, one sample (inputs, target) after the other.

    For each sample: the prediction, the derivative of the loss ("mse", "bce" or "cce", as in `losses` and exercise 5)
    by each component of it, the derivative of every parameter, and only then the updates, each by the parameter's
    learning rate. The target is a number, or for a `Softmax` a list, also with "mse" and "bce"; the other roots may be
    trained with "cce", too. Any other `loss` is a ValueError, at once.

    `train` begins with the values that the `Parameter` nodes have when it is called, and when it ends they hold
    the values learned; also when it ends with an exception, because of a sample with the wrong number of inputs (a
    ValueError), of one that holds no numbers, or of `data` itself, be it a KeyboardInterrupt: then all samples before
    it have counted, as they are taken one by one. It calls no method of any node. The `Input` nodes are left alone. For
    the network the same holds as for `unroll`. Nobody changes the shape of the graph or a learning rate between the
    call of `unroll_training` and that of `train`.
    """
    if loss not in ("mse", "bce", "cce"):
        raise ValueError(f"loss is 'mse', 'bce' or 'cce', not {loss!r}")
    network = _Network(root)
    text = ["def function(data):"]
    for i, p in enumerate(network.parameters):
        text += [f"    {network.name(p)} = nodes[{i}].value", f"    r{i} = nodes[{i}].learning_rate"]
    text += ["    try:"]
    text += ["        for x, y in data:"]
    text += ["            (" + "".join(f"{network.name(x)}, " for x in network.inputs) + ") = x"]
    text += ["            " + line for line in network.forward() + network.backward(loss)]
    text += ["    finally:"]
    text += [f"        nodes[{i}].value = {network.name(p)}" for i, p in enumerate(network.parameters)]
    text += ["        pass"]
    return _define(text, {"nodes": network.parameters})
