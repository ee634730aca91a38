# name: the sums of derivatives are set to zero once, before the loop
# explanation: Nothing may be left over from the sample before. The text says: "A Python function `train(data)` that trains the
#   network, one sample (inputs, target) after the other."
# severity: misunderstanding
# clauses: 8.14, 8.20
from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any
import math
from collections.abc import Iterator

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


class Emitter:
    """Writes the lines of one node. Subclasses register themselves under the name of the kind."""

    registry: dict[str, type["Emitter"]] = {}
    compile: object = None

    def __init_subclass__(cls, kind: str) -> None:
        Emitter.registry[kind] = cls

    def __init__(self, number: int, node: framework.NeuralNetNode, children: list["Emitter"]) -> None:
        self.value, self.signal = f"v{number}", f"s{number}"
        self.node, self.children = node, children

    def __getattr__(self, name: str) -> Any:
        if name == "x":
            return [child.value for child in self.children]
        raise AttributeError(name)

    def forward(self) -> Iterator[str]:
        yield from ()

    def backward(self) -> Iterator[str]:
        yield from ()


class InputEmitter(Emitter, kind="Input"):
    pass


class ParameterEmitter(Emitter, kind="Parameter"):
    pass


class AddEmitter(Emitter, kind="Add"):
    def forward(self) -> Iterator[str]:
        yield f"{self.value} = 0"
        for some in batches(self.x):
            yield f"{self.value} += {' + '.join(some)}"

    def backward(self) -> Iterator[str]:
        for child in self.children:
            yield f"{child.signal} += {self.signal}"


class MultiplyEmitter(Emitter, kind="Multiply"):
    def forward(self) -> Iterator[str]:
        yield f"{self.value} = 1"
        for some in batches(self.x):
            yield f"{self.value} *= {' * '.join(some)}"

    def backward(self) -> Iterator[str]:
        yield "left = 1.0"
        for i, child in enumerate(self.children):
            yield f"left{i} = left"
            yield f"left *= {child.value}"
        yield "right = 1.0"
        for i, child in reversed(list(enumerate(self.children))):
            yield f"{child.signal} += {self.signal} * (left{i} * right)"
            yield f"right *= {child.value}"


class ReLUEmitter(Emitter, kind="ReLU"):
    def forward(self) -> Iterator[str]:
        yield f"{self.value} = {self.x[0]} if {self.x[0]} > 0 else 0.0"

    def backward(self) -> Iterator[str]:
        yield f"if {self.value} > 0:"
        yield f"    {self.children[0].signal} += {self.signal}"


class SigmoidEmitter(Emitter, kind="Sigmoid"):
    def forward(self) -> Iterator[str]:
        yield f"e = exp(-abs({self.x[0]}))"
        yield f"{self.value} = (1 if {self.x[0]} >= 0 else e) / (1 + e)"

    def backward(self) -> Iterator[str]:
        yield f"{self.children[0].signal} += {self.signal} * ({self.value} * (1 - {self.value}))"


class SoftmaxEmitter(Emitter, kind="Softmax"):
    def forward(self) -> Iterator[str]:
        yield f"scores = [{', '.join(self.x)}]"
        yield "top = max(scores)"
        yield "powers = [exp(s - top) for s in scores]"
        yield "total = sum(powers)"
        yield f"{self.value} = [q / total for q in powers]"

    def backward(self) -> Iterator[str]:
        yield f"mean = sum([p * q for p, q in zip({self.value}, {self.signal})])"
        for i, child in enumerate(self.children):
            yield f"{child.signal} += {self.value}[{i}] * ({self.signal}[{i}] - mean)"


def batches(terms: list[str], size: int = 40) -> Iterator[list[str]]:
    for i in range(0, len(terms), size):
        yield terms[i : i + size]


def emitters(root: framework.NeuralNetNode) -> tuple[list[Emitter], list[Emitter]]:
    order, inputs = _graph(root)
    of: dict[int, Emitter] = {}
    for number, node in enumerate(order):
        of[id(node)] = Emitter.registry[_kind(node)](number, node, [of[id(child)] for child in node.children])
    return list(of.values()), [of[id(node)] for node in inputs]


LOSS_LINES = {
    "mse": "-2 * (y - p)",
    "bce": "(clip(p, high) - y) / (clip(p, high) * (1 - clip(p, high)))",
    "cce": "-y / clip(p, 1)",
}


def clip(p: float, high: float) -> float:
    return max(1e-8, min(p, high))


def build(header: str, lines: Iterable[str], indent: str, tail: Iterable[str] = (), **names: Any) -> Any:
    source = "\n".join([header, *(indent + line for line in lines), *tail])
    names |= {"exp": math.exp, "clip": clip, "high": 1 - 1e-8}
    exec(source, names)
    return names["made"]


def unroll(root: framework.NeuralNetNode) -> Callable[..., Any]:
    nodes, inputs = emitters(root)
    constants = {"k" + e.value: e.node.value for e in nodes if isinstance(e, ParameterEmitter)}

    def lines() -> Iterator[str]:
        for name in constants:
            yield f"{name[1:]} = {name}"
        for emitter in nodes:
            yield from emitter.forward()
        yield f"return {nodes[-1].value}"

    return build(f"def made({', '.join(e.value for e in inputs)}):", lines(), "    ", **constants)


def unroll_training(
    root: framework.NeuralNetNode, loss: str
) -> Callable[[Iterable[tuple[Sequence[float], Any]]], None]:
    if loss not in LOSS_LINES:
        raise ValueError(f"loss must be mse, bce or cce, not {loss!r}")
    nodes, inputs = emitters(root)
    weights = [e for e in nodes if isinstance(e, ParameterEmitter)]
    names = ", ".join(e.value for e in weights)
    top = nodes[-1]

    def sample() -> Iterator[str]:
        yield f"[{', '.join(e.value for e in inputs)}] = xs"
        for emitter in nodes:
            yield from emitter.forward()
        if isinstance(top, SoftmaxEmitter):
            yield f"{top.signal} = [{LOSS_LINES[loss]} for y, p in zip(ys, {top.value}, strict=True)]"
        else:
            yield f"y, p = ys, {top.value}"
            yield f"{top.signal} = {LOSS_LINES[loss]}"
        for emitter in reversed(nodes):
            yield from emitter.backward()
        for i, emitter in enumerate(weights):
            yield f"{emitter.value} -= rates[{i}] * {emitter.signal}"

    return build(
        f"def made(data):\n    " + '; '.join(f'{e.signal} = 0.0' for e in nodes) + f"\n    [{names}] = [n.value for n in nodes]\n    try:\n        for xs, ys in data:",
        sample(),
        " " * 12,
        ["    finally:", f"        for n, v in zip(nodes, [{names}]):", "            n.value = v"],
        nodes=[e.node for e in weights],
        rates=[e.node.learning_rate for e in weights],
    )
