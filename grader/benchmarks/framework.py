"""How fast one training step is: the naive framework, the capstone, unrolled code, and others' engines.

Every figure is the processor time of one step: forward, backward and the update of all parameters, for one sample. Of
five rounds, in which all contestants take their turns, the median counts: the ratios come from one run on one machine.

What is fair? Unrolled code keeps its parameters in local variables from one sample to the next, since it trains on a
list of samples in one call. The straight-line code written by hand does exactly the same. The unrolled code also reads
them from the graph before the first sample and writes them back after the last; its time includes that.
"""

from __future__ import annotations

import math
import platform
import random
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from backprop import framework, losses, training
from grader.benchmarks.engines import micrograd_training, torch_training
from grader.known import solved

ROUNDS = 5
LEAST = 0.05
"""Seconds that a contestant gets in each round, at least."""

Sample = tuple[list[float], float]
Train = Callable[[Sequence[Sample]], object]

SLOPES = {"mse": losses.mse_loss_grad, "bce": losses.bce_loss_grad}


@dataclass(frozen=True)
class Task:
    """A network, made of the classes it is given, and what it is to learn."""

    name: str
    build: Callable[[Any], Any]
    loss: str
    samples: list[Sample]
    by_hand: Train | None = None
    is_tree: bool = True
    """The naive framework knows trees only."""


def fahrenheit(library: Any) -> Any:
    """weight * x + bias"""
    n = library
    return n.Add([n.Multiply([n.Parameter(0.5), n.Input()]), n.Parameter(-0.5)])


def classifier(library: Any) -> Any:
    """Above or below the line y = x; eleven nodes, five parameters."""
    n = library
    terms = [n.Multiply([n.Parameter(0.5), n.Input()]), n.Multiply([n.Parameter(-0.5), n.Input()]), n.Parameter(0.5)]
    return n.Sigmoid([n.Add([n.Multiply([n.Parameter(-0.5), n.ReLU([n.Add(terms)])]), n.Parameter(0.5)])])


def mlp(*sizes: int) -> Callable[[Any], Any]:
    """A network of neurons, node by node as micrograd's MLP has it: sums have two terms."""

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
    """v = v + v, again and again: 2^depth paths, and a derivative of 2^depth."""

    def build(n: Any) -> Any:
        v = n.Multiply([n.Parameter(0.5, learning_rate=2.0 ** (-2 * depth - 2)), n.Input()])
        for _ in range(depth):
            v = n.Add([v, v])
        return v

    return build


def points(count: int, target: Callable[[float, float], float]) -> list[Sample]:
    rng = random.Random(1427)
    pairs = [(rng.uniform(-1, 1), rng.uniform(-1, 1)) for _ in range(count)]
    return [([x, y], target(x, y)) for x, y in pairs]


def fahrenheit_by_hand(start: tuple[float, float] = (0.5, -0.5)) -> Train:
    """What a person would write, with the parameters in local variables."""

    def train(data: Sequence[Sample]) -> tuple[float, float]:
        w, b = start
        for (x,), y in data:
            d = -2 * (y - (w * x + b))
            w -= d * x * 0.01
            b -= d * 0.01
        return w, b

    return train


def classifier_by_hand() -> Train:
    """The same for the classifier: the same arithmetic, one line for each thing a person would give a name."""
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
    """Small to large."""
    line = [([x[0]], (x[0] - 32) * 5 / 9) for x, _ in points(200, lambda x, y: 0.0)]
    above = points(200, lambda x, y: float(y > x))
    product = points(20, lambda x, y: x * y)
    ones: list[Sample] = [([x[0]], 1.0) for x, _ in points(20, lambda x, y: 0.0)]
    return [
        Task("Fahrenheit to Celsius", fahrenheit, "mse", line, fahrenheit_by_hand()),
        Task("above y = x", classifier, "bce", above, classifier_by_hand()),
        Task("MLP 2-16-16-1", mlp(2, 16, 16, 1), "mse", product, is_tree=False),
        Task("doubling chain, depth 30", doubling_chain(30), "mse", ones, is_tree=False),
        Task("MLP 2-55-55-1", mlp(2, 55, 55, 1), "mse", product[:10], is_tree=False),
    ]


def contestants(task: Task) -> dict[str, Train]:
    """Who takes part, each with a network of its own."""
    slope = SLOPES[task.loss]
    capstone, ex8 = solved("capstone"), solved("ex8_unroll")

    def interpreted(model: Any) -> Train:
        def train(data: Sequence[Sample]) -> None:
            for x, y in data:
                model.backward(slope(y, model.predict(x)))

        return train

    compiled, unrolled = task.build(capstone), task.build(capstone)
    compiled.compile()
    unrolled.compile()
    found: dict[str, Train | None] = {
        "naive": interpreted(task.build(framework)) if task.is_tree else None,
        "micrograd": micrograd_training(task.build, SLOPES[task.loss]),
        "PyTorch eager": torch_training(task.build, SLOPES[task.loss]),
        "capstone": interpreted(compiled),
        "unrolled": ex8.unroll_training(unrolled, task.loss),
        "by hand": task.by_hand,
    }
    return {name: train for name, train in found.items() if train}


def nodes_and_edges(task: Task) -> tuple[int, int]:
    model = task.build(solved("capstone"))
    model.compile()
    return len(model.order), sum(len(node.children) for node in model.order)


def measure(task: Task) -> dict[str, float]:
    """Microseconds for one step, by contestant."""
    runs = contestants(task)
    times: dict[str, list[float]] = {name: [] for name in runs}
    repeats = {name: 1 + int(LEAST / max(timed(train, task.samples, 1), 1e-9)) for name, train in runs.items()}
    for _ in range(ROUNDS):
        for name, train in runs.items():
            times[name].append(timed(train, task.samples, repeats[name]) / repeats[name] / len(task.samples))
    return {name: statistics.median(found) * 1e6 for name, found in times.items()}


def timed(train: Train, samples: Sequence[Sample], repeats: int) -> float:
    """Seconds of processor time: what else the machine does at the moment is nobody's fault."""
    began = time.process_time()
    for _ in range(repeats):
        train(samples)
    return time.process_time() - began


def figures(shown: Callable[[list[Task]], Iterable[Task]]) -> dict[str, Any]:
    """Everything that is measured; `shown` wraps the list of tasks, to show how far it has come."""
    networks = []
    for task in shown(tasks()):
        nodes, edges = nodes_and_edges(task)
        networks.append({"name": task.name, "nodes": nodes, "edges": edges, "microseconds": measure(task)})
    return {
        "python": platform.python_version(),
        "rounds": ROUNDS,
        "networks": networks,
        "published runs": published_runs(),
    }


def published_runs() -> dict[str, dict[str, float]]:
    """The two published runs in full, 1,000 epochs of 1,000 samples, unrolled: their seconds and their figures."""
    rng = random.Random(215)
    degrees = [rng.uniform(-1, 1) for _ in range(1000)]
    capstone = solved("capstone")
    line, above = fahrenheit(capstone), classifier(capstone)
    celsius = run_in_full(line, "mse", [([f], (f - 32) * 5 / 9) for f in degrees])
    seconds = run_in_full(above, "bce", points(1000, lambda x, y: float(y > x)))
    weight, bias = line.children[0].children[0].value, line.children[1].value
    return {
        "Fahrenheit to Celsius": {
            "seconds": celsius,
            "weight": weight,
            "bias": bias,
            "predict([32])": line.predict([32]),
        },
        "above y = x": {"seconds": seconds}
        | {f"predict({list(p)})": above.predict(p) for p in ((1, 0), (0, 1), (0, 1000), (-5, 3), (0, 0))},
    }


def run_in_full(model: Any, loss: str, data: list[Sample]) -> float:
    """Train for 1,000 epochs; the seconds it took, with unrolling."""
    began = time.perf_counter()
    model.compile()
    train = solved("ex8_unroll").unroll_training(model, loss)
    for _ in training.with_progress_bar(1000):
        train(data)
    return time.perf_counter() - began


def draw(figures: dict[str, Any], file: Path) -> None:
    """A bar for each contestant and network, on a logarithmic scale."""
    from matplotlib import rc_context  # only here: the figures are there without it
    from matplotlib.figure import Figure

    picture = Figure(figsize=(9, 4), layout="constrained")
    axes = picture.subplots()
    networks = figures["networks"]
    names = list(dict.fromkeys(name for network in networks for name in network["microseconds"]))
    width = 0.8 / len(names)
    for i, name in enumerate(names):
        places = [at for at, network in enumerate(networks) if name in network["microseconds"]]
        heights = [networks[at]["microseconds"][name] for at in places]
        axes.bar([at + (i - len(names) / 2 + 0.5) * width for at in places], heights, width, label=name)
    axes.set_yscale("log")
    axes.set_ylabel("microseconds for one step of training")
    axes.set_xticks(range(len(networks)), [f"{n['name']}\n{n['nodes']:,} nodes" for n in networks], fontsize=8)
    axes.legend(fontsize=8)
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "framework"}):  # small, and the same for the same figures
        picture.savefig(file, metadata={"Date": None} if file.suffix == ".svg" else None)
