"""Statements as an ast; plain stack."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any
import ast
import itertools
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


def _statements(text: str) -> list[ast.stmt]:
    return ast.parse(text).body


class _Builder:
    """Collects statements; every node has the variables v<number> and d<number>."""

    def __init__(self, order: list[framework.NeuralNetNode]) -> None:
        self.order = order
        self.number = {id(node): i for i, node in enumerate(order)}
        self.body: list[ast.stmt] = []

    def put(self, text: str) -> None:
        self.body.extend(_statements(text))

    def v(self, node: framework.NeuralNetNode) -> str:
        return f"v{self.number[id(node)]}"

    def d(self, node: framework.NeuralNetNode) -> str:
        return f"d{self.number[id(node)]}"

    def forward(self) -> None:
        for node in self.order:
            method = getattr(self, "forward_" + _kind(node), None)
            if method:
                method(self.v(node), [self.v(child) for child in node.children])

    def forward_Add(self, v: str, x: list[str]) -> None:
        self.put(f"{v} = sum([{', '.join(x)}])")

    def forward_Multiply(self, v: str, x: list[str]) -> None:
        self.put(f"{v} = prod([{', '.join(x)}])")

    def forward_ReLU(self, v: str, x: list[str]) -> None:
        self.put(f"{v} = max(0.0, {x[0]})")

    def forward_Sigmoid(self, v: str, x: list[str]) -> None:
        self.put(f"if {x[0]} >= 0:\n {v} = 1 / (1 + exp(-{x[0]}))\nelse:\n e = exp({x[0]})\n {v} = e / (1 + e)")

    def forward_Softmax(self, v: str, x: list[str]) -> None:
        self.put(f"{v} = softmax([{', '.join(x)}])")

    def backward(self) -> None:
        self.put("\n".join(f"{self.d(node)} = 0.0" for node in self.order[:-1]))
        for node in reversed(self.order):
            method = getattr(self, "backward_" + _kind(node), None)
            if method:
                method(node, self.v(node), self.d(node))

    def backward_Add(self, node: Any, v: str, d: str) -> None:
        for child in node.children:
            self.put(f"{self.d(child)} += {d}")

    def backward_Multiply(self, node: Any, v: str, d: str) -> None:
        if not node.children:
            return
        self.put(f"others = products([{', '.join(self.v(child) for child in node.children)}])")
        for i, child in enumerate(node.children):
            self.put(f"{self.d(child)} += {d} * others[{i}]")

    def backward_ReLU(self, node: Any, v: str, d: str) -> None:
        self.put(f"if {v} > 0: {self.d(node.children[0])} += {d}")

    def backward_Sigmoid(self, node: Any, v: str, d: str) -> None:
        self.put(f"{self.d(node.children[0])} += {d} * {v} * (1 - {v})")

    def backward_Softmax(self, node: Any, v: str, d: str) -> None:
        self.put(f"mean = sum([a * b for a, b in zip({d}, {v})])")
        for i, child in enumerate(node.children):
            self.put(f"{self.d(child)} += {v}[{i}] * ({d}[{i}] - mean)")


def _products_of_others(x: list[float]) -> list[float]:
    before = [1.0, *itertools.accumulate(x[:-1], lambda a, b: a * b)]
    after = [1.0, *itertools.accumulate(x[:0:-1], lambda a, b: a * b)][::-1]
    return [a * b for a, b in zip(before, after)]


def _function(tree: ast.Module, name: str, **namespace: Any) -> Any:
    namespace.update(exp=exp, prod=prod, softmax=_softmax, products=_products_of_others)
    exec(compile(ast.fix_missing_locations(tree), "<unrolled>", "exec"), namespace)
    return namespace[name]


def unroll(root: framework.NeuralNetNode) -> Callable[..., Any]:
    order, inputs = _graph(root)
    builder = _Builder(order)
    fixed = {}
    for node in order:
        if _kind(node) == "Parameter":
            fixed[builder.v(node)] = node.value
    builder.forward()
    builder.put(f"answer = {builder.v(root)}")
    tree = ast.parse(f"def function({', '.join(map(builder.v, inputs))}):\n return answer")
    definition = tree.body[0]
    assert isinstance(definition, ast.FunctionDef)
    definition.body[:0] = builder.body
    return _function(tree, "function", **fixed)


def unroll_training(
    root: framework.NeuralNetNode, loss: str
) -> Callable[[Iterable[tuple[Sequence[float], Any]]], None]:
    if loss not in SLOPES.keys():
        raise ValueError(f"no such loss: {loss}")
    order, inputs = _graph(root)
    builder = _Builder(order)
    parameters = [node for node in order if _kind(node) == "Parameter"]
    builder.put(f"[{', '.join(map(builder.v, inputs))}] = inputs")
    builder.forward()
    builder.backward()
    p = builder.v(root)
    one = f"slope(target, {p})"
    many = f"[slope(t, q) for t, q in zip(target, {p}, strict=True)]"
    start = _statements(f"{builder.d(root)} = {many if _kind(root) == 'Softmax' else one}")
    for i, node in enumerate(parameters):
        builder.put(f"{builder.v(node)} -= {builder.d(node)} * rates[{i}]")
    mine = ", ".join(map(builder.v, parameters))
    tree = ast.parse(
        f"def train(data):\n"
        f"  [{mine}] = read()\n"
        f"  try:\n"
        f"    for inputs, target in data:\n"
        f"      pass\n"
        f"  finally:\n"
        f"    write([{mine}])\n"
    )
    loop = tree.body[0].body[1].body[0]
    # the derivative of the root comes after all the forward lines, and before the first that uses it
    first = next(i for i, s in enumerate(builder.body) if _targets(s) & {builder.d(order[0])}) if len(order) > 1 else len(builder.body) - len(parameters)
    loop.body = [*builder.body[:first], *start, *builder.body[first:], ast.Pass()]

    def read():
        return [node.value for node in parameters]

    def write(values):
        for node, value in zip(parameters, values):
            node.value = value

    return _function(tree, "train", read=read, write=write, slope=SLOPES[loss], rates=[n.learning_rate for n in parameters])


def _targets(statement: ast.stmt) -> set[str]:
    return {t.id for t in getattr(statement, "targets", ()) if isinstance(t, ast.Name)}
