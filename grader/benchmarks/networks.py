"""The networks that `grader bench --framework` trains, made from any library of nodes, and two trainings by hand."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Sample = tuple[list[float], float]
Train = Callable[[Sequence[Sample]], object]


@dataclass(frozen=True)
class Task:
    """A network, and the samples that it learns."""

    name: str
    build: Callable[[Any], Any]
    """Makes the network from a library of node classes."""

    loss: str
    """mse or bce."""

    samples: list[Sample]
    by_hand: Train | None = None
    is_tree: bool = True
    """Whether the naive framework, which can only train trees, takes part."""

    growing: bool = False
    """Whether the network belongs to the series that shows how the time of a step grows with the number of edges."""


def fahrenheit(library: Any) -> Any:
    """Make the network weight * x + bias."""
    n = library
    return n.Add([n.Multiply([n.Parameter(0.5), n.Input()]), n.Parameter(-0.5)])


def classifier(library: Any) -> Any:
    """Make the network that tells points above the line y = x from those below: eleven nodes, five parameters."""
    n = library
    terms = [n.Multiply([n.Parameter(0.5), n.Input()]), n.Multiply([n.Parameter(-0.5), n.Input()]), n.Parameter(0.5)]
    return n.Sigmoid([n.Add([n.Multiply([n.Parameter(-0.5), n.ReLU([n.Add(terms)])]), n.Parameter(0.5)])])


def mlp(*sizes: int) -> Callable[[Any], Any]:
    """Return a builder of an MLP with these layer sizes, node by node like micrograd's: every sum has two terms."""

    def build(n: Any) -> Any:
        rng = random.Random(3)
        layer = [n.Input() for _ in range(sizes[0])]
        for depth, (width, count) in enumerate(pairwise(sizes), start=2):
            sums = []
            for _ in range(count):
                total = n.Parameter(0.0)
                for x in layer:
                    weight = n.Parameter(rng.uniform(-1, 1) / math.sqrt(width), learning_rate=0.001)
                    total = n.Add([total, n.Multiply([weight, x])])
                sums.append(total)
            layer = sums if depth == len(sizes) else [n.ReLU([total]) for total in sums]
        return layer[0]

    return build


def doubling_chain(depth: int) -> Callable[[Any], Any]:
    """Return a builder of v = v + v, repeated: it has 2^depth paths, and the derivative 2^depth."""

    def build(n: Any) -> Any:
        v = n.Multiply([n.Parameter(0.5, learning_rate=2.0 ** (-2 * depth - 2)), n.Input()])
        for _ in range(depth):
            v = n.Add([v, v])
        return v

    return build


def points(count: int, target: Callable[[float, float], float]) -> list[Sample]:
    """Draw samples: points of the square from -1 to 1, always the same ones, and the target of each."""
    rng = random.Random(1427)
    pairs = [(rng.uniform(-1, 1), rng.uniform(-1, 1)) for _ in range(count)]
    return [([x, y], target(x, y)) for x, y in pairs]


def fahrenheit_by_hand(start: tuple[float, float] = (0.5, -0.5)) -> Train:
    """Make the training that a person would write, with the parameters in local variables."""

    def train(data: Sequence[Sample]) -> tuple[float, float]:
        w, b = start
        for (x,), y in data:
            d = -2 * (y - (w * x + b))
            w -= d * x * 0.01
            b -= d * 0.01
        return w, b

    return train


def classifier_by_hand() -> Train:
    """Make the same for the classifier: the same arithmetic, with a line for each value that deserves a name."""
    exp = math.exp

    def train(data: Sequence[Sample]) -> tuple[float, ...]:
        w1, w2, b1, w3, b2 = 0.5, -0.5, 0.5, -0.5, 0.5
        for (x1, x2), y in data:
            h = w1 * x1 + w2 * x2 + b1
            a = h if h > 0 else 0.0
            z = w3 * a + b2
            if z >= 0:
                p = 1 / (1 + exp(-z))
            else:
                e = exp(z)
                p = e / (1 + e)
            q = 1e-8 if p < 1e-8 else 1 - 1e-8 if p > 1 - 1e-8 else p
            dz = (q - y) / (q * (1 - q)) * (p * (1 - p))
            dh = dz * w3 if h > 0 else 0.0
            w3 -= dz * a * 0.01
            b2 -= dz * 0.01
            w1 -= dh * x1 * 0.01
            w2 -= dh * x2 * 0.01
            b1 -= dh * 0.01
        return w1, w2, b1, w3, b2

    return train


def tasks() -> list[Task]:
    """List the tasks from small to large."""
    line = [([x[0]], (x[0] - 32) * 5 / 9) for x, _ in points(200, lambda x, y: 0.0)]
    above = points(200, lambda x, y: float(y > x))
    product = points(100, lambda x, y: x * y)
    ones: list[Sample] = [([x[0]], 1.0) for x, _ in points(100, lambda x, y: 0.0)]
    return [
        Task("Fahrenheit to Celsius", fahrenheit, "mse", line, fahrenheit_by_hand()),
        Task("above y = x", classifier, "bce", above, classifier_by_hand()),
        Task("doubling chain, depth 30", doubling_chain(30), "mse", ones, is_tree=False),
        *(
            Task(f"MLP 2-{n}-{n}-1", mlp(2, n, n, 1), "mse", product, is_tree=False, growing=True)
            for n in (16, 24, 39, 55)
        ),
    ]
