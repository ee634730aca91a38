"""Many short functions, Kahn."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any
import collections
import functools
import math
import threading

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
    return _kind_of_class(type(node))


@functools.lru_cache(maxsize=None)
def _kind_of_class(cls: type) -> str:
    for base in cls.__mro__:
        if base.__name__ in KNOWN:
            return base.__name__
    raise TypeError(f"a {cls.__name__} is of no known kind")


def _without_macros(root):
    """Replaces all macros below `root`, and gives the nodes in the order of their first visit."""
    final = {}  # macro -> what it stands for in the end

    def settle(node):
        path = []
        while _kind(node) == "Macro":
            if node in final:
                node = final[node]
                break
            path.append(node)
            node = node.body()
        final.update(dict.fromkeys(path, node))
        return node

    visited = {}
    todo = [root]
    while todo:
        node = todo.pop()
        if node in visited:
            continue
        visited[node] = None
        _kind(node)
        node.children = [settle(child) for child in node.children]
        todo += node.children[::-1]
    return list(visited)


def _graph(root):
    """Kahn's algorithm, from the root down: a node comes when all its parents have come. Then the whole is reversed."""
    nodes = _without_macros(root)
    if len(nodes) > LIMIT:
        raise ValueError(f"{len(nodes)} nodes are more than {LIMIT}")
    waiting = collections.Counter(child for node in nodes for child in node.children)
    ready = collections.deque([root])
    order = []
    while ready:
        node = ready.popleft()
        order.append(node)
        for child in node.children:
            waiting[child] -= 1
            if not waiting[child]:
                ready.append(child)
    order.reverse()
    return order, [node for node in nodes if _kind(node) == "Input"]


def _relu(x):
    return max(0.0, x)


def _sigmoid(x):
    z = math.exp(-x if x > 0 else x)
    return (1 if x >= 0 else z) / (1 + z)


def _softmax(x):
    top = max(x)
    z = [math.exp(s - top) for s in x]
    total = math.fsum(z)
    return [q / total for q in z]


def _value_lines(node, at):
    o = at[id(node)]
    x = [f"v[{at[id(child)]}]" for child in node.children]
    match _kind(node):
        case "Add":
            yield f"v[{o}] = sum(({''.join(name + ', ' for name in x)}))"
        case "Multiply":
            yield f"v[{o}] = prod(({''.join(name + ', ' for name in x)}))"
        case "ReLU":
            yield f"v[{o}] = relu({x[0]})"
        case "Sigmoid":
            yield f"v[{o}] = sigmoid({x[0]})"
        case "Softmax":
            yield f"v[{o}] = softmax([{', '.join(x)}])"


def _derivative_lines(node, at):
    o = at[id(node)]
    c = [at[id(child)] for child in node.children]
    match _kind(node):
        case "Add":
            yield from (f"d[{i}] += d[{o}]" for i in c)
        case "Multiply" if c:
            # a part may end after any line, so the list takes the place of the derivative, which is not needed any more
            yield f"d[{o}] = [d[{o}] * q for q in others([{', '.join(f'v[{i}]' for i in c)}])]"
            yield from (f"d[{i}] += d[{o}][{k}]" for k, i in enumerate(c))
        case "ReLU":
            yield f"d[{c[0]}] += d[{o}] * (v[{c[0]}] > 0)"
        case "Sigmoid":
            yield f"d[{c[0]}] += d[{o}] * (v[{o}] * (1 - v[{o}]))"
        case "Softmax":
            yield f"d[{o}] = pull(v[{o}], d[{o}])"
            yield from (f"d[{i}] += d[{o}][{k}]" for k, i in enumerate(c))


def _pull(p, d):
    mean = sum(a * b for a, b in zip(p, d))
    return [a * (b - mean) for a, b in zip(p, d)]


def _others(x):
    result = [1.0] * len(x)
    p = 1.0
    for i in range(len(x)):
        result[i] = p
        p *= x[i]
    p = 1.0
    for i in range(len(x) - 1, -1, -1):
        result[i] *= p
        p *= x[i]
    return result


TOOLS = {"sum": sum, "prod": math.prod, "relu": _relu, "sigmoid": _sigmoid, "softmax": _softmax, "others": _others, "pull": _pull}


def _parts(lines, size=500):
    """The lines as a list of functions part(v, d), each of a size that the compiler likes."""
    lines = list(lines)
    parts = []
    for i in range(0, len(lines), size):
        namespace = dict(TOOLS)
        exec("def part(v, d):\n    " + "\n    ".join(lines[i : i + size]), namespace)
        parts.append(namespace["part"])
    return parts


def _slope(loss, y, p):
    match loss:
        case "mse":
            return -2 * (y - p)
        case "bce":
            p = min(max(p, 1e-8), 1 - 1e-8)
            return (p - y) / (p * (1 - p))
        case "cce":
            return -y / min(max(p, 1e-8), 1)
    raise ValueError(f"loss {loss!r}")


def unroll(root: framework.NeuralNetNode) -> Callable[..., Any]:
    order, inputs = _graph(root)
    at = {id(node): i for i, node in enumerate(order)}
    parts = _parts(line for node in order for line in _value_lines(node, at))
    start = [getattr(node, "value", None) if _kind(node) == "Parameter" else None for node in order]
    places = [at[id(node)] for node in inputs]

    def function(*numbers: float) -> Any:
        if len(numbers) != len(places):
            raise TypeError(f"function() takes {len(places)} numbers, but got {len(numbers)}")
        v = start.copy()
        for place, number in zip(places, numbers):
            v[place] = number
        for part in parts:
            part(v, None)
        return v[-1]

    return function


def unroll_training(
    root: framework.NeuralNetNode, loss: str
) -> Callable[[Iterable[tuple[Sequence[float], Any]]], None]:
    _slope(loss, 0.5, 0.5)  # a ValueError if there is no such loss
    order, inputs = _graph(root)
    at = {id(node): i for i, node in enumerate(order)}
    ups = _parts(line for node in order for line in _value_lines(node, at))
    downs = _parts(line for node in reversed(order) for line in _derivative_lines(node, at))
    places = [at[id(node)] for node in inputs]
    weights = [(at[id(node)], node, node.learning_rate) for node in order if _kind(node) == "Parameter"]
    is_list = _kind(root) == "Softmax"
    lock = threading.Lock()

    def one_sample(v, x, y):
        if len(x) != len(places):
            raise ValueError(f"{len(x)} inputs instead of {len(places)}")
        for place, number in zip(places, x):
            v[place] = number
        for part in ups:
            part(v, None)
        d = [0.0] * len(order)
        d[-1] = [_slope(loss, a, b) for a, b in zip(y, v[-1], strict=True)] if is_list else _slope(loss, y, v[-1])
        for part in downs:
            part(v, d)
        for place, _, rate in weights:
            v[place] -= rate * d[place]

    def train(data: Iterable[tuple[Sequence[float], Any]]) -> None:
        with lock:
            v: list[Any] = [0.0] * len(order)
            for place, node, _ in weights:
                v[place] = node.value
            try:
                for x, y in data:
                    one_sample(v, x, y)
            finally:
                for place, node, _ in weights:
                    node.value = v[place]

    return train
