"""Deutsche Kommentare; writes to the nodes after each sample, so nothing is ever lost."""

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
    names = [cls.__name__ for cls in type(node).mro()]
    known = next((name for name in names if name in KNOWN), None)
    if known is None:
        raise TypeError("unknown kind of node: " + names[0])
    return known


def _graph(root):
    """(nodes with the children first, inputs by first visit), after the macros have been replaced.

    One stack with two kinds of entries: a node to enter, and a node to leave.
    """
    replaced, order, inputs, entered = {}, [], [], set()
    stack = [(False, root)]
    while stack:
        leaving, node = stack.pop()
        if leaving:
            order.append(node)
            continue
        if node in entered:
            continue
        entered.add(node)
        if _kind(node) == "Input":
            inputs.append(node)
        for i in range(len(node.children)):
            trail = []
            while _kind(node.children[i]) == "Macro":
                macro = node.children[i]
                trail.append(macro)
                node.children[i] = replaced[macro] if macro in replaced else macro.body()
            for macro in trail:
                replaced[macro] = node.children[i]
        stack.append((True, node))
        stack.extend((False, child) for child in reversed(node.children))
    if len(entered) > LIMIT:
        raise ValueError(f"at most {LIMIT} nodes, but there are {len(entered)}")
    return order, inputs


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


class Schreiber(list):
    """Eine Liste von Zeilen. `zeile(...)` hängt eine an."""

    def __init__(self, knoten):
        super().__init__()
        self.namen = {k: f"w{i}" for i, k in enumerate(knoten)}
        self.knoten = knoten

    def zeile(self, text, tiefe=0):
        self.append("    " * tiefe + text)

    def vorwaerts(self, tiefe):
        for k in self.knoten:
            n, x = self.namen[k], [self.namen[kind] for kind in k.children]
            art = _kind(k)
            if art == "Add" or art == "Multiply":
                zeichen, leer = ("+", "0") if art == "Add" else ("*", "1")
                # höchstens zehn je Zeile
                self.zeile(f"{n} = {leer if not x else x[0]}", tiefe)
                for i in range(1, len(x), 10):
                    self.zeile(f"{n} = {zeichen.join([n] + x[i:i + 10])}", tiefe)
            if art == "ReLU":
                self.zeile(f"{n} = {x[0]}", tiefe)
                self.zeile(f"if not {n} > 0: {n} = 0.0", tiefe)
            if art == "Sigmoid":
                self.zeile(f"{n} = 1 / (1 + exp(-{x[0]})) if {x[0]} >= 0 else exp({x[0]}) / (1 + exp({x[0]}))", tiefe)
            if art == "Softmax":
                self.zeile(f"{n} = softmax([{','.join(x)}])", tiefe)

    def rueckwaerts(self, tiefe):
        for k in reversed(self.knoten):
            n, x = self.namen[k], [self.namen[kind] for kind in k.children]
            art = _kind(k)
            if art == "Softmax":
                self.zeile(f"m = sum([a * b for a, b in zip(d{n}, {n})])", tiefe)
            if art == "Multiply" and x:
                self.zeile(f"a = d{n}", tiefe)
                for i in range(len(x)):  # von links: alles, was davor steht
                    self.zeile(f"a{i} = a", tiefe)
                    self.zeile(f"a *= {x[i]}", tiefe)
                self.zeile("a = 1.0", tiefe)
                for i in reversed(range(len(x))):  # von rechts: alles dahinter
                    self.zeile(f"d{x[i]} += a{i} * a", tiefe)
                    self.zeile(f"a *= {x[i]}", tiefe)
            for i, kind in enumerate(x):
                if art == "Add":
                    self.zeile(f"d{kind} += d{n}", tiefe)
                if art == "ReLU":
                    self.zeile(f"d{kind} += d{n} if {kind} > 0 else 0.0", tiefe)
                if art == "Sigmoid":
                    self.zeile(f"d{kind} += d{n} * {n} * (1 - {n})", tiefe)
                if art == "Softmax":
                    self.zeile(f"d{kind} += {n}[{i}] * (d{n}[{i}] - m)", tiefe)

    def ausfuehren(self, name, **mehr):
        raum = dict(mehr, exp=exp, softmax=_softmax)
        exec("\n".join(self), raum)
        return raum[name]


def unroll(root: framework.NeuralNetNode) -> Callable[..., Any]:
    ordnung, eingaben = _graph(root)
    s = Schreiber(ordnung)
    s.zeile("def function(" + ", ".join(s.namen[k] for k in eingaben) + "):")
    parameter = [k for k in ordnung if _kind(k) == "Parameter"]
    for i, k in enumerate(parameter):
        s.zeile(f"{s.namen[k]} = werte[{i}]", 1)
    s.vorwaerts(1)
    s.zeile(f"return {s.namen[root]}", 1)
    return s.ausfuehren("function", werte=tuple(k.value for k in parameter))


def unroll_training(
    root: framework.NeuralNetNode, loss: str
) -> Callable[[Iterable[tuple[Sequence[float], Any]]], None]:
    if loss not in ("mse", "bce", "cce"):
        raise ValueError("loss: mse, bce, cce")
    ordnung, eingaben = _graph(root)
    s = Schreiber(ordnung)
    parameter = [k for k in ordnung if _kind(k) == "Parameter"]
    s.zeile("def train(data):")
    s.zeile("for x, y in data:", 1)
    s.zeile("if len(x) != anzahl: raise ValueError(f'{anzahl} Eingaben erwartet, {len(x)} bekommen')", 2)
    for i, k in enumerate(eingaben):
        s.zeile(f"{s.namen[k]} = x[{i}]", 2)
    for i, k in enumerate(parameter):
        s.zeile(f"{s.namen[k]} = parameter[{i}].value", 2)
    s.vorwaerts(2)
    for k in ordnung:
        s.zeile(f"d{s.namen[k]} = 0.0", 2)
    w = s.namen[root]
    if _kind(root) == "Softmax":
        s.zeile(f"d{w} = [steigung(a, b) for a, b in zip(y, {w}, strict=True)]", 2)
    else:
        s.zeile(f"d{w} = steigung(y, {w})", 2)
    s.rueckwaerts(2)
    # Der Graph weiß nach jeder Probe Bescheid; dann braucht es kein finally.
    for i, k in enumerate(parameter):
        s.zeile(f"parameter[{i}].value = {s.namen[k]} - d{s.namen[k]} * parameter[{i}].learning_rate", 2)
    return s.ausfuehren("train", parameter=parameter, steigung=SLOPES[loss], anzahl=len(eingaben))
