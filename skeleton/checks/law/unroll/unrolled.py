"""Networks for exercise 8, and what training makes of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from hypothesis import strategies as st

from backprop.losses import mse_loss_grad
from checks.law import oracle
from checks.law.answers import Answers
from checks.law.strategies import graphs, numbers, one_of
from checks.model.network import Builder, Network, Node

EPSILON = 1e-8
EXACT = (0.1 + 0.2, 1 / 3, -2 / 3, 123456.12345678901)
"""Numbers of which Python writes 16 or 17 digits."""

Pair = tuple[float, float]


class Unclear(ValueError):
    """Rounding decides about a derivative."""


def slope_of(loss: str, y: float, p: float) -> tuple[float, float]:
    """Compute the derivative of a loss with respect to the prediction, and the size of its terms.

    Raises:
        Unclear: Rounding decides about it.
    """
    if loss == "mse":
        return -2 * (y - p), 2 * (abs(y) + abs(p))
    top = 1 - EPSILON if loss == "bce" else 1.0
    q = min(max(p, EPSILON), top)
    if loss == "cce":
        return -y / q, abs(y / q)
    if 0.99 < p <= 1:
        raise Unclear("1 - p has lost its digits")
    return (q - y) / (q * (1 - q)), (abs(q) + abs(y)) / (q * (1 - q))


values = numbers(0.5, 2.0)


class Fed(NamedTuple):
    """A network, and inputs for it."""

    network: Network
    inputs: list[list[float]]


@st.composite
def fed(draw: st.DrawFn, networks: st.SearchStrategy[Network], samples: int = 1) -> Fed:
    """Draw a network and some lists of inputs for it."""
    network = draw(networks)
    count = len(network.inputs())
    return Fed(network, [[draw(values) for _ in range(count)] for _ in range(samples)])


def wide(kind: str, terms: int, again: int = 0) -> Network:
    """Make one operation above that many parameters, whose values differ; the first one is a child again and again."""
    builder = Builder()
    x = builder.input(0.5)
    parameters = [builder.parameter(0.95 + 0.1 * i / terms, 0.1) for i in range(terms)]
    return builder.add(kind, x, *parameters, *parameters[:1] * again).network()


def doubled(levels: int) -> Network:
    """Make v = v + v, again and again, from a parameter: there are 2 ** levels ways to it."""
    builder = Builder()
    v = builder.parameter(0.75, 0.0)
    for _ in range(levels):
        v = builder.operation("Add", v, v)
    return builder.add("Multiply", v, builder.input(0.5)).network()


def layers(width: int) -> Network:
    """Make two dense layers of so many sums: few nodes, and many edges."""
    builder = Builder()
    leaves = [builder.input(0.5), *(builder.parameter(0.25 + 0.5 * i / width, 0.1) for i in range(1, width))]
    return builder.add("Add", *(builder.operation("Add", *leaves) for _ in range(width))).network()


def products(count: int) -> Network:
    """Make a sum of so many products, with more and more factors: two numbers in one name may be told apart or not."""
    builder = Builder()
    x, p = builder.input(0.5), builder.parameter(1.05, 0.001)
    return builder.add("Add", *(builder.operation("Multiply", x, *[p] * (i + 12)) for i in range(count))).network()


def deep(levels: int) -> Network:
    """Make v = 0.5 * v + x, again and again."""
    builder = Builder()
    v = x = builder.input(0.5)
    for _ in range(levels):
        v = builder.operation("Add", builder.operation("Multiply", builder.parameter(0.5, 0.1), v), x)
    return builder.network()


def chain(*kinds: str, levels: int) -> Network:
    """Make so many operations of each kind with one child, one above the other, between two parameters.

    The first parameter is the one above: what comes down to the other one may be tiny.
    """
    builder = Builder()
    weight = builder.parameter(1.5, 0.1)
    v = builder.operation("Multiply", builder.parameter(0.5, 0.1), builder.input(0.5))
    for kind in kinds:
        for _ in range(levels):
            v = builder.operation(kind, v)
    return builder.add("Multiply", v, weight).network()


def with_softmax(network: Network, others: Sequence[float]) -> Network:
    """Make a Softmax of the network's root and of products that share it."""
    builder = Builder()
    score = builder.insert(network)
    scores = [builder.operation("Multiply", builder.parameter(p), score) for p in others]
    return builder.add("Softmax", score, *scores).network()


@st.composite
def graphs_with_macros(draw: st.DrawFn) -> Network:
    """Draw macros, one of them with two parents, one perhaps the body of another, and some far down, level by level."""
    builder = Builder()
    below = builder.insert(draw(graphs(operations=2)))
    shared = builder.operation(draw(one_of(("Scaled", "Shifted"))), below, builder.input(1.0))
    above = builder.operation(draw(one_of(("Scaled", "Shifted", "Sigmoid", "Same"))), shared)
    for _ in range(draw(one_of((0, 0, 3)))):
        above = builder.operation("Same", above)
    for _ in range(draw(one_of((0, 0, 2, 10)))):  # these macros keep values and derivatives of a size to be compared
        above = builder.operation("Add", builder.operation(draw(one_of(("Swapped", "Bare", "Shifted"))), above), below)
    twice = (shared,) * draw(one_of((0, 1)))
    return builder.add(draw(one_of(("Add", "Multiply"))), shared, above, *twice).network()


def slope(loss: str, y: float | Sequence[float], p: float | Sequence[float]) -> float | list[float]:
    """Compute the derivative of a loss by a prediction, or by each part of it."""
    if isinstance(y, (int, float)) and isinstance(p, (int, float)):
        return slope_of(loss, y, p)[0]
    assert not isinstance(y, (int, float)) and not isinstance(p, (int, float))
    return [slope_of(loss, *pair)[0] for pair in zip(y, p, strict=True)]


def learned(answers: Answers, first: int, network: Network, data: Sequence[oracle.Sample], loss: str) -> None:
    """Demand that from step `first` on, the parameters are those after exact gradient descent on that data."""
    after = oracle.descend(network, data, len(data), lambda y, p: slope(loss, y, p))
    for step, i in enumerate(network.parameters, start=first):
        why = f"This is {network.names[i]} after training on {data}."
        answers.number(step, (after[-1] if after else network).nodes[i].value or 0.0, why, size=1e-2)


OPERATIONS: dict[str, Callable[[list[float]], float]] = {
    "Add": math.fsum,
    "Multiply": math.prod,
    "ReLU": lambda x: max(0.0, *x),
    "Sigmoid": lambda x: 1 / (1 + math.exp(-x[0])),
}
SLOPES: dict[str, Callable[[float, float], float]] = {
    "Add": lambda value, child: 1.0,
    "Multiply": lambda value, child: value / child,
    "ReLU": lambda value, child: float(child > 0),
    "Sigmoid": lambda value, child: value * (1 - value),
}
"""The derivative of a node's value by that of a child that is not 0."""


def right_answers(network: Network) -> tuple[float, list[float]]:
    """Value and derivatives by the reverse mode: dual numbers would need a minute here."""
    x: list[float] = []
    for node in network.nodes:
        children = [x[c] for c in node.children]
        x.append(OPERATIONS[node.kind](children) if node.value is None else node.value)
    slopes = [0.0] * network.root + [1.0]
    for i in range(network.root, -1, -1):
        node = network.nodes[i]
        for c in node.children:
            slopes[c] += slopes[i] * SLOPES[node.kind](x[i], x[c])
    return x[network.root], slopes


def equal_scores(terms: int) -> Network:
    """Make a Softmax of so many parameters that are 0."""
    return Network((*[Node("Parameter", value=0.0, learning_rate=0.5)] * terms, Node("Softmax", tuple(range(terms)))))


def after_one_sample(network: Network, inputs: Sequence[float], y: float) -> dict[int, float]:
    """Compute the parameters by position after training on one sample with "mse"."""
    right, slopes = right_answers(network.feed(inputs))
    d = mse_loss_grad(y, right)
    nodes = ((i, network.nodes[i]) for i in network.parameters)
    return {i: (node.value or 0.0) - (node.learning_rate or 0.0) * d * slopes[i] for i, node in nodes}


def line(start: Pair, loss: str) -> Network:
    """Make weight * x + bias, for "bce" below a sigmoid, with learning rates of 0.01 and 0.02."""
    builder = Builder()
    product = builder.operation("Multiply", builder.parameter(start[0], 0.01), builder.input(0.5))
    score = builder.operation("Add", product, builder.parameter(start[1], 0.02))
    return builder.add("Sigmoid", score).network() if loss == "bce" else builder.network()


def line_after(start: Pair, data: Sequence[tuple[Sequence[float], float]], loss: str) -> Pair:
    """Train that `line`, and return its weight and bias.

    Thousands of samples would take an oracle for any network seconds.
    """
    weight, bias = start
    for (x,), y in data:
        score = weight * x + bias
        # Below a sigmoid p, bce has the derivative p - y, as the two factors p * (1 - p) cancel.
        d = 1 / (1 + math.exp(-score)) - y if loss == "bce" else -2 * (y - score)
        weight, bias = weight - 0.01 * d * x, bias - 0.02 * d
    return weight, bias
