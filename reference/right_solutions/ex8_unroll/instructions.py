"""An intermediate language of dataclasses, a context manager that writes back."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any
import contextlib
import itertools
import math
import operator
from collections.abc import Iterator
from dataclasses import dataclass, field

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


@dataclass(frozen=True)
class Step:
    """One node: `out` gets the value of `kind` of `args`."""

    kind: str
    out: int
    args: tuple[int, ...]


@dataclass
class Program:
    steps: list[Step]
    inputs: list[int]
    parameters: dict[int, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, root: framework.NeuralNetNode) -> "Program":
        order, inputs = _graph(root)
        number = dict(zip(map(id, order), itertools.count()))
        steps = [Step(_kind(node), i, tuple(number[id(c)] for c in node.children)) for i, node in enumerate(order)]
        return cls(
            steps, [number[id(node)] for node in inputs], {i: n for i, n in enumerate(order) if _kind(n) == "Parameter"}
        )

    def forward(self) -> list[str]:
        return [line for step in self.steps for line in up(step)]

    def backward(self) -> list[str]:
        return [line for step in reversed(self.steps) for line in down(step)]


def up(step: Step) -> list[str]:
    x = [f"x{a}" for a in step.args]
    o = f"x{step.out}"
    joined = ", ".join(x)
    return {
        "Input": lambda: [],
        "Parameter": lambda: [],
        "Add": lambda: [f"{o} = sum([{joined}])"],
        "Multiply": lambda: [f"{o} = prod([{joined}])"],
        "ReLU": lambda: [f"{o} = max(0.0, {x[0]})"],
        "Sigmoid": lambda: [f"{o} = logistic({x[0]})"],
        "Softmax": lambda: [f"{o} = softmax([{joined}])"],
    }[step.kind]()


def down(step: Step) -> list[str]:
    o, d, args = f"x{step.out}", f"d{step.out}", step.args
    match step.kind:
        case "Add":
            return [f"d{a} += {d}" for a in args]
        case "Multiply":
            lines = [f"q = rest([{', '.join(f'x{a}' for a in args)}])"]
            return lines + [f"d{a} += {d} * q[{i}]" for i, a in enumerate(args)]
        case "ReLU":
            return [f"d{args[0]} += {d} if {o} > 0 else 0.0"]
        case "Sigmoid":
            return [f"d{args[0]} += {d} * ({o} * (1 - {o}))"]
        case "Softmax":
            lines = [f"q = pull({o}, {d})"]
            return lines + [f"d{a} += q[{i}]" for i, a in enumerate(args)]
    return []


def logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else (e := math.exp(x)) / (1 + e)


def softmax(x: list[float]) -> list[float]:
    top = max(x)
    e = [math.exp(s - top) for s in x]
    total = sum(e)
    return [v / total for v in e]


def pull(p: list[float], d: list[float]) -> list[float]:
    mean = sum(map(operator.mul, p, d))
    return [a * (b - mean) for a, b in zip(p, d)]


def rest(x: list[float]) -> list[float]:
    """For each factor the product of all the others; without a division, for a factor may be 0."""
    before = list(itertools.accumulate(x, operator.mul, initial=1.0))
    after = list(itertools.accumulate(reversed(x), operator.mul, initial=1.0))
    return [before[i] * after[len(x) - 1 - i] for i in range(len(x))]


def clipped(p: float, low: float = 1e-8, high: float = 1.0) -> float:
    return min(max(p, low), high)


def bce(y: float, p: float) -> float:
    p = clipped(p, high=1 - 1e-8)
    return (p - y) / (p * (1 - p))


LOSSES: dict[str, Callable[[float, float], float]] = {
    "mse": lambda y, p: -2 * (y - p),
    "bce": bce,
    "cce": lambda y, p: -y / clipped(p),
}


@contextlib.contextmanager
def borrowed(nodes: list[Any]) -> Iterator[list[float]]:
    """The values of the nodes as a list; at the end, whatever the end, the nodes get them back."""
    values = [node.value for node in nodes]
    try:
        yield values
    finally:
        for node, value in zip(nodes, values):
            node.value = value


def define(lines: list[str], **names: Any) -> Any:
    names.update(prod=math.prod, logistic=logistic, softmax=softmax, pull=pull, rest=rest)
    exec("\n    ".join(lines), names)
    return names["defined"]


def unroll(root: framework.NeuralNetNode) -> Callable[..., Any]:
    program = Program.of(root)
    lines = [f"def defined({', '.join(f'x{i}' for i in program.inputs)}):"]
    lines += program.forward() + [f"return x{len(program.steps) - 1}"]
    return define(lines, **{f"x{i}": node.value for i, node in program.parameters.items()})


def unroll_training(
    root: framework.NeuralNetNode, loss: str
) -> Callable[[Iterable[tuple[Sequence[float], Any]]], None]:
    slope = LOSSES.get(loss) if isinstance(loss, str) else None
    if slope is None:
        raise ValueError(f"unknown loss {loss!r}: choose from {sorted(LOSSES)}")
    program = Program.of(root)
    top = len(program.steps) - 1
    weights = ", ".join(f"x{i}" for i in program.parameters)
    lines = ["def defined(weights, inputs, target):", f"[{weights}] = weights"]
    lines += [f"[{', '.join(f'x{i}' for i in program.inputs)}] = inputs"]
    lines += program.forward()
    lines += [f"d{i} = 0.0" for i in range(top)]
    if program.steps[-1].kind == "Softmax":
        lines += [f"d{top} = list(map(slope, target, x{top}))"]
    else:
        lines += [f"d{top} = slope(target, x{top})"]
    lines += program.backward()
    lines += [f"return [{', '.join(f'd{i}' for i in program.parameters)}]"]
    gradient = define(lines, slope=slope)
    nodes = list(program.parameters.values())
    rates = [node.learning_rate for node in nodes]

    def train(data: Iterable[tuple[Sequence[float], Any]]) -> None:
        with borrowed(nodes) as weights:
            for inputs, target in data:
                steps = gradient(weights, inputs, target)
                weights[:] = [w - r * d for w, r, d in zip(weights, rates, steps)]

    return train
