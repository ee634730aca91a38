# name: the names of inputs stand in comments
# explanation: Where does a comment end? A name may have that in it.
# severity: slip
# clauses: 8.9
# hidden_only: yes
from __future__ import annotations

import collections
import math
import re

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from backprop import framework

from backprop.losses import EPSILON

MOST_NODES = 10_000
"""The text grows with the network, and so do the seconds and megabytes that Python needs to compile it."""

TERMS = 50
"""How many terms are joined in one line: a sum of thousands is a tree thousands deep to Python's compiler."""

LOSSES = {  # the derivative of the loss by the prediction p, for the target y; the result is called g
    "mse": ["{g} = -2 * ({y} - {p})"],
    "bce": [
        f"q = {EPSILON!r} if {{p}} < {EPSILON!r} else {1 - EPSILON!r} if {{p}} > {1 - EPSILON!r} else {{p}}",
        "{g} = (q - {y}) / (q * (1 - q))",
    ],
    "cce": [f"q = {EPSILON!r} if {{p}} < {EPSILON!r} else 1.0 if {{p}} > 1.0 else {{p}}", "{g} = -{y} / q"],
}


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
    graph = Graph(root)
    constants = [f"{graph.names[node]} = {float(node.value)!r}" for node in graph.parameters]
    result = f"[{', '.join(graph.outputs)}]" if graph.has_list else graph.outputs[0]
    body = [*constants, *graph.forward(), f"return {result}"]
    inputs = ", ".join(graph.names[node] for node in graph.inputs)
    return graph.function("function", [f"def function({inputs}):", *indented(1, body)])


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
    if loss not in LOSSES:
        raise ValueError(f"the loss {loss!r} is not known: it may be {', '.join(map(repr, LOSSES))}")
    graph = Graph(root)
    targets = [f"y{j}" for j in range(len(graph.outputs))]
    target = f"[{', '.join(targets)}]" if graph.has_list else targets[0]
    slopes = [
        line.format(p=p, y=y, g=f"g{j}")
        for j, (p, y) in enumerate(zip(graph.outputs, targets, strict=True))
        for line in LOSSES[loss]
    ]
    inputs, values, rates = (
        f"[{', '.join(prefix + graph.names[node] for node in nodes)}]"
        for prefix, nodes in (("", graph.inputs), ("", graph.parameters), ("r", graph.parameters))
    )
    lines = [
        "def train(data):",
        f"    {values} = [parameter.value for parameter in parameters]",
        f"    {rates} = [parameter.learning_rate for parameter in parameters]",
        "    try:",
        f"        for {inputs}, {target} in data:",
        *indented(3, [*graph.forward(), *slopes, *graph.backward()]),
        "    finally:",
        f"        for parameter, value in zip(parameters, {values}):",
        "            parameter.value = value",
    ]
    return graph.function("train", lines)


class Graph:
    """A network put in order, and its lines: v1 is the value of node 1, d1 the derivative of the loss by it."""

    def __init__(self, root: framework.NeuralNetNode) -> None:
        replace_macros(root)
        self.root = root
        self.order = children_first(root)
        if len(self.order) > MOST_NODES:
            raise ValueError(f"this network has {len(self.order):,} nodes; at most {MOST_NODES:,} can be unrolled")
        self.names = {node: f"v{number}" for number, node in enumerate(self.order)}
        self.kinds = {node: kind(node) for node in self.order}
        self.inputs = [node for node in self.order if isinstance(node, framework.Input)]
        self.parameters = [node for node in self.order if isinstance(node, framework.Parameter)]
        lists = [node for node in self.order if self.kinds[node] in ("Output", "Softmax")]
        if lists not in ([], [root]):
            raise TypeError(f"the value of a {type(lists[0]).__name__} is a list, so it can only be the root")
        self.has_list = bool(lists)
        # A product that nobody but one sum has use for stands in the line of the sum.
        parents = collections.Counter(child for node in self.order for child in node.children)
        self.inline = {
            child: f"{self.names[child.children[0]]} * {self.names[child.children[1]]}"
            for node in self.order
            for child in node.children
            if self.kinds[node] == "Add" and self.kinds[child] == "Multiply"
            if parents[child] == 1 and len(child.children) == 2
        }
        name = self.names[root]
        self.outputs = [f"{name}_{j}" for j in range(len(root.children))] if self.has_list else [name]

    def forward(self) -> list[str]:
        """The value of every inner node, children first."""
        lines = []
        for node in self.order:
            terms = [self.inline.get(child, self.names[child]) for child in node.children]
            if node not in self.inline:
                lines += value(self.kinds[node], self.names[node], terms)
        return lines

    def backward(self) -> list[str]:
        """The derivative of every node with a parameter at or below it, parents first; then the updates."""
        learning: set[framework.NeuralNetNode] = set(self.parameters)
        for node in self.order:
            if not learning.isdisjoint(node.children):
                learning.add(node)
        parts: dict[framework.NeuralNetNode, list[str]] = {node: [] for node in learning}
        parts[self.root] = ["g0"]
        moving = {self.names[node] for node in self.parameters}
        lines, updates = [], []
        for node in reversed(self.order):
            if node not in learning:
                continue
            name = self.names[node]
            d = parts[node][0]
            # A single part needs no line of its own if it is only a name, or if it is used once, in an update, and
            # reads no parameter, which might have moved by then.
            if len(parts[node]) > 1 or not (d.isidentifier() or (name in moving and moving.isdisjoint(words(d)))):
                d = f"d{name}"
                lines += joined(d, "+", parts[node])
            before, slopes = partials(self.kinds[node], d, name, [self.names[child] for child in node.children])
            lines += before
            for child, slope in zip(node.children, slopes, strict=True):
                if child in learning:
                    parts[child].append(slope)
            if isinstance(node, framework.Parameter):
                updates.append(f"{name} -= {d} * r{name}")
        return lines + updates

    def function(self, name: str, lines: list[str]) -> Callable[..., Any]:
        """What `name` is defined as in these lines."""
        if name == "function":
            lines = [
                lines[0],
                *(f"    # {self.names[n]} is {n.name}" for n in self.inputs if getattr(n, "name", None)),
                *lines[1:],
            ]
        namespace: dict[str, Any] = {"exp": math.exp, "inf": math.inf, "nan": math.nan, "parameters": self.parameters}
        exec(compile("\n".join(lines), "<unrolled network>", "exec"), namespace)
        defined: Callable[..., Any] = namespace[name]
        return defined


def value(kind: str, v: str, x: list[str]) -> list[str]:
    """Lines that compute v, the value of a node, from the values x of its children."""
    match kind:
        case "Add":
            return joined(v, "+", x or ["0"])
        case "Multiply":
            return joined(v, "*", x or ["1"])
        case "ReLU":
            return [f"{v} = {x[0]} if {x[0]} > 0 else 0.0"]
        case "Sigmoid":
            negative = [f"e = exp({x[0]})", f"{v} = e / (1 + e)"]
            return [f"if {x[0]} >= 0:", f"    {v} = 1 / (1 + exp(-{x[0]}))", "else:", *indented(1, negative)]
        case "Softmax":
            powers = [f"{v}_{j} = exp({score} - highest)" for j, score in enumerate(x)]
            total = joined("total", "+", [f"{v}_{j}" for j in range(len(x))])
            return [f"highest = max([{', '.join(x)}])", *powers, *total, *(f"{v}_{j} /= total" for j in range(len(x)))]
        case "Output":
            return [f"{v}_{j} = {child}" for j, child in enumerate(x)]
    return []  # a leaf has its value


def partials(kind: str, d: str, v: str, x: list[str]) -> tuple[list[str], list[str]]:
    """What a node with the derivative d hands on to each child; and lines to be put before."""
    n = len(x)
    match kind:
        case "Add":
            return [], [d] * n
        case "Multiply" if n <= 3:
            others = [x[:i] + x[i + 1 :] for i in range(n)]
            return [], [f"{d} * ({' * '.join(rest)})" if rest else d for rest in others]
        case "Multiply":
            # The products before and after each factor, every one from its neighbour: linear in n.
            before = [f"{v}b0 = 1.0", *(f"{v}b{i} = {v}b{i - 1} * {x[i - 1]}" for i in range(1, n))]
            after = [f"{v}a{n - 1} = 1.0", *(f"{v}a{i} = {x[i + 1]} * {v}a{i + 1}" for i in reversed(range(n - 1)))]
            return before + after, [f"{d} * ({v}b{i} * {v}a{i})" for i in range(n)]
        case "ReLU":
            return [], [f"({d} if {x[0]} > 0 else 0.0)"]
        case "Sigmoid":
            return [], [f"{d} * ({v} * (1 - {v}))"]
        case "Softmax":
            mean = joined("mean", "+", [f"g{j} * {v}_{j}" for j in range(n)])
            return mean, [f"{v}_{j} * (g{j} - mean)" for j in range(n)]
        case "Output":
            return [], [f"g{j}" for j in range(n)]
    return [], []


def joined(name: str, sign: str, terms: list[str]) -> list[str]:
    """Lines for `name = a + b + ...`, from left to right."""
    lines = [f"{name} = {f' {sign} '.join(terms[:TERMS])}"]
    rest = range(TERMS, len(terms), TERMS)
    return lines + [f"{name} = {f' {sign} '.join([name, *terms[i : i + TERMS]])}" for i in rest]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def indented(levels: int, lines: Iterable[str]) -> list[str]:
    return ["    " * levels + line for line in lines]


def kind(node: framework.NeuralNetNode) -> str:
    """The name of the class of the node, or of the first of its bases that is known."""
    known = ("Input", "Parameter", "Add", "Multiply", "ReLU", "Sigmoid", "Softmax", "Output")
    for base in type(node).__mro__:
        if base.__name__ in known:
            return base.__name__
    raise TypeError(f"a {type(node).__name__} cannot be unrolled: it is none of {', '.join(known)}")


def replace_macros(root: framework.NeuralNetNode) -> None:
    """Put the body of every macro below `root` in its place, the same body wherever it stands."""
    bodies: dict[framework.NeuralNetNode, framework.NeuralNetNode] = {}
    seen, waiting = {root}, [root]
    while waiting:
        node = waiting.pop()
        for i, child in enumerate(node.children):
            while any(base.__name__ == "Macro" for base in type(child).__mro__):
                if child not in bodies:
                    bodies[child] = child.body()
                child = bodies[child]
            node.children[i] = child
            if child not in seen:
                seen.add(child)
                waiting.append(child)


def children_first(root: framework.NeuralNetNode) -> list[framework.NeuralNetNode]:
    """Every node at or below `root` once, after all of its children; with a stack of its own instead of Python's."""
    order = []
    seen, path = {root}, [(root, iter(root.children))]
    while path:
        node, rest = path[-1]
        child = next((child for child in rest if child not in seen), None)
        if child is None:
            order.append(node)
            path.pop()
        else:
            seen.add(child)
            path.append((child, iter(child.children)))
    return order
