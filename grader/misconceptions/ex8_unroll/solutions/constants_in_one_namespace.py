# name: all texts are executed in one dictionary, where the constants of the next network replace those of the last
# explanation: The function of the first network computes with the numbers of the second. The text says: "The values of the
#   parameters are those at the time of `unroll`."
# severity: misunderstanding
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
LOSSES = ("mse", "bce", "cce")


def kind(node: framework.NeuralNetNode) -> str:
    """What a node is: the first name in its `__mro__` that is known."""
    for one in type(node).__mro__:
        if one.__name__ in KINDS:
            return one.__name__
    raise TypeError(f"unroll() does not know what a {type(node).__name__} is")


class Plan:
    """The nodes of a network without its macros, children first, and its inputs in the order of the first visit."""

    def __init__(self, root: framework.NeuralNetNode) -> None:
        self.bodies: dict[int, framework.NeuralNetNode] = {}
        self.macros: list[framework.NeuralNetNode] = []
        self.order: list[framework.NeuralNetNode] = []
        self.inputs: list[framework.NeuralNetNode] = []
        self.number: dict[int, int] = {}
        self.walk(root)
        self.parameters = [node for node in self.order if kind(node) == "Parameter"]

    def resolve(self, node: framework.NeuralNetNode) -> framework.NeuralNetNode:
        while kind(node) == "Macro":
            if id(node) not in self.bodies:
                self.macros.append(node)  # kept, so that no other node gets its id
                self.bodies[id(node)] = node.body()
            node = self.bodies[id(node)]
        return node

    def enter(self, node: framework.NeuralNetNode) -> list[framework.NeuralNetNode]:
        """Number a node at its first visit, put bodies for the macros among its children, and list these."""
        self.number[id(node)] = len(self.number)
        if kind(node) == "Input":
            self.inputs.append(node)
        if kind(node) in ("Input", "Parameter"):
            return []
        for i, child in enumerate(node.children):
            if kind(child) == "Macro":
                node.children[i] = self.resolve(child)
            if kind(node.children[i]) == "Softmax":
                raise TypeError(f"a {type(child).__name__} has its place at the root")
        return node.children

    def walk(self, root: framework.NeuralNetNode) -> None:
        way = [(root, iter(self.enter(root)))]
        while way:
            node, children = way[-1]
            for child in children:
                if id(child) not in self.number:
                    way.append((child, iter(self.enter(child))))
                    break
            else:
                way.pop()
                self.order.append(node)

    def var(self, node: framework.NeuralNetNode, letter: str = "v") -> str:
        return f"{letter}{self.number[id(node)]}"

    def vars(self, nodes: list[framework.NeuralNetNode], letter: str = "v") -> list[str]:
        return [self.var(node, letter) for node in nodes]


def folded(name: str, sign: str, empty: str, terms: list[str]) -> list[str]:
    """name = term + term + ..., a hundred on a line."""
    if not terms:
        return [f"{name} = {empty}"]
    lines = [f"{name} = " + sign.join(terms[:100])]
    for i in range(100, len(terms), 100):
        lines.append(sign.join([f"{name} = {name}", *terms[i : i + 100]]))
    return lines


def forward_lines(plan: Plan) -> list[str]:
    lines: list[str] = []
    for node in plan.order:
        v, x = plan.var(node), plan.vars(node.children)
        match kind(node):
            case "Add":
                lines += folded(v, " + ", "0", x)
            case "Multiply":
                lines += folded(v, " * ", "1", x)
            case "ReLU":
                lines.append(f"{v} = {x[0]} if {x[0]} > 0 else 0.0")
            case "Sigmoid":
                lines += [
                    f"if {x[0]} >= 0:",
                    f"    {v} = 1 / (1 + exp(-{x[0]}))",
                    "else:",
                    f"    e = exp({x[0]})",
                    f"    {v} = e / (1 + e)",
                ]
            case "Softmax":
                lines += [
                    f"s = [{', '.join(x)}]",
                    "top = max(s)",
                    "s = [exp(x - top) for x in s]",
                    "total = sum(s)",
                    f"{v} = [x / total for x in s]",
                ]
    return lines


def loss_lines(plan: Plan, loss: str) -> list[str]:
    root = plan.order[-1]
    p, d = plan.var(root), plan.var(root, "d")
    text = {
        "mse": "-2 * (y - p)",
        "bce": "(min(max(p, 1e-8), 1 - 1e-8) - y) / (min(max(p, 1e-8), 1 - 1e-8) * (1 - min(max(p, 1e-8), 1 - 1e-8)))",
        "cce": "-y / min(max(p, 1e-8), 1.0)",
    }[loss]
    if kind(root) == "Softmax":
        return [f"{d} = [{text} for y, p in zip(target, {p}, strict=True)]"]
    return [f"y, p = target, {p}", f"{d} = {text}"]


def backward_lines(plan: Plan) -> list[str]:
    lines: list[str] = []
    known = set()

    def add(node: framework.NeuralNetNode, share: str) -> None:
        d = plan.var(node, "d")
        lines.append(f"{d} = {d} + {share}" if d in known else f"{d} = {share}")
        known.add(d)

    for node in reversed(plan.order):
        v, d, children = plan.var(node), plan.var(node, "d"), node.children
        match kind(node):
            case "Add":
                for child in children:
                    add(child, d)
            case "Multiply":
                before = d
                for i, x in enumerate(plan.vars(children)):
                    lines.append(f"b{i} = {before}")
                    before = f"b{i} * {x}"
                lines.append("after = 1")
                for i in reversed(range(len(children))):
                    add(children[i], f"b{i} * after")
                    lines.append(f"after = after * {plan.var(children[i])}")
            case "ReLU":
                add(children[0], f"({d} if {plan.var(children[0])} > 0 else 0.0)")
            case "Sigmoid":
                add(children[0], f"{d} * ({v} * (1 - {v}))")
            case "Softmax":
                lines.append(f"mean = sum([d * p for d, p in zip({d}, {v})])")
                for i, child in enumerate(children):
                    add(child, f"{v}[{i}] * ({d}[{i}] - mean)")
    return lines


NAMESPACE: dict[str, Any] = {"exp": math.exp}


def compiled(name: str, lines: list[str], names: dict[str, Any]) -> Callable[..., Any]:
    NAMESPACE.update(names)
    exec(compile("\n".join(lines), "<unrolled network>", "exec"), NAMESPACE)
    return NAMESPACE[name]


def indented(lines: list[str], depth: int) -> list[str]:
    return [" " * 4 * depth + line for line in lines]


def unroll(root: framework.NeuralNetNode) -> Callable[..., Any]:
    """A Python function of the inputs below `root`."""
    plan = Plan(root)
    constants = {plan.var(node): node.value for node in plan.parameters}
    lines = [f"def function({', '.join(plan.vars(plan.inputs))}):"]
    lines += indented([*forward_lines(plan), f"return {plan.var(root)}"], 1)
    return compiled("function", lines, constants)


def unroll_training(
    root: framework.NeuralNetNode, loss: str
) -> Callable[[Iterable[tuple[Sequence[float], Any]]], None]:
    """A Python function `train(data)` that trains the network."""
    if loss not in LOSSES:
        raise ValueError(f"loss is {loss!r}, not one of {', '.join(LOSSES)}")
    plan = Plan(root)
    nodes = {plan.var(node, "n"): node for node in plan.parameters}
    rates = {plan.var(node, "r"): node.learning_rate for node in plan.parameters}
    load = [f"{plan.var(node)} = {plan.var(node, 'n')}.value" for node in plan.parameters]
    save = [f"{plan.var(node, 'n')}.value = {plan.var(node)}" for node in plan.parameters]
    update = [
        f"{plan.var(node)} = {plan.var(node)} - {plan.var(node, 'd')} * {plan.var(node, 'r')}" for node in plan.parameters
    ]
    unpack = f"[{', '.join(plan.vars(plan.inputs))}] = inputs"
    step = [unpack, *forward_lines(plan), *loss_lines(plan, loss), *backward_lines(plan), *update]
    lines = ["def train(data):", *indented(load, 1), "    try:", "        for inputs, target in data:"]
    lines += [*indented(step, 3), "    finally:", *indented([*save, "pass"], 2)]
    return compiled("train", lines, nodes | rates)
