"""Measures one training step of the naive framework, the capstone, unrolled code, and the engines of others.

Every figure is the processor time of one step: forward, backward and the update of all parameters, for one sample. It
is the median of five rounds. In each round all contestants take their turns, so that a ratio compares times from one
run on one machine.

Is that fair? Unrolled code keeps its parameters in local variables from one sample to the next, since it trains on a
list of samples in one call. The straight-line code written by hand does the same. The unrolled code also reads them
from the graph before the first sample, and writes them back after the last one. Its time includes a share of that for
each sample, so every network of a series is trained on the same number of samples.
"""

from __future__ import annotations

import platform
import random
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from rich.table import Table

from backprop import framework, losses, training
from grader.benchmarks.engines import micrograd_training, torch_training
from grader.benchmarks.figures import three
from grader.benchmarks.networks import Sample, Task, Train, classifier, fahrenheit, points, tasks
from grader.judge.trusted import solved

ROUNDS = 5
LEAST = 0.05
"""Minimum seconds of a contestant in each round: a short training is repeated, since it is too short to time."""

SLOPES = {"mse": losses.mse_loss_grad, "bce": losses.bce_loss_grad}
"""Loss -> its derivative by the prediction."""


def contestants(task: Task) -> dict[str, Train]:
    """Make the contestants, each with a network of its own: name -> training."""
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
    """Count the nodes and the edges of a task's network."""
    model = task.build(solved("capstone"))
    model.compile()
    return len(model.order), sum(len(node.children) for node in model.order)


KEYS = {"per_edge": "per edge", "one_call": "a call for one sample", "published_runs": "published runs"}
"""Field -> its key in the JSON file, if that differs."""


class NetworkFigures(msgspec.Struct, omit_defaults=True, rename=KEYS):
    """The time of one training step on a network, in microseconds."""

    name: str
    nodes: int
    edges: int
    microseconds: dict[str, float]
    """Contestant -> time of a step."""

    per_edge: dict[str, float] = {}
    """Contestant -> time of a step, divided by the edges; only for the growing series of networks."""

    one_call: float = 0.0
    """Time of a whole call of the unrolled code with one sample; only for the growing series."""


class FrameworkFigures(msgspec.Struct, rename=KEYS):
    """All figures of `grader bench --framework`."""

    python: str
    rounds: int
    networks: list[NetworkFigures]
    published_runs: dict[str, dict[str, float]]


def measure(runs: dict[str, Train], samples: Sequence[Sample]) -> dict[str, float]:
    """Measure the contestants in turn, and return the median time of a step: name -> microseconds."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    repeats = {name: 1 + int(LEAST / max(timed(train, samples, 1), 1e-9)) for name, train in runs.items()}
    for _ in range(ROUNDS):
        for name, train in runs.items():
            times[name].append(timed(train, samples, repeats[name]) / repeats[name] / len(samples))
    return {name: statistics.median(found) * 1e6 for name, found in times.items()}


def timed(train: Train, samples: Sequence[Sample], repeats: int) -> float:
    """Measure the processor time of a training, which does not depend on what else the machine does.

    Args:
        train: The training.
        samples: What it trains on.
        repeats: Number of trainings.

    Returns:
        Seconds of all trainings together.
    """
    began = time.process_time()
    for _ in range(repeats):
        train(samples)
    return time.process_time() - began


def figures(shown: Callable[[list[Task]], Iterable[Task]]) -> FrameworkFigures:
    """Measure everything; `shown` wraps the list of tasks, to show the progress."""
    networks = []
    for task in shown(tasks()):
        nodes, edges = nodes_and_edges(task)
        runs = contestants(task)
        times = measure(runs, task.samples)
        network = NetworkFigures(task.name, nodes, edges, times)
        if task.growing:
            network.per_edge = {name: time / edges for name, time in times.items()}
            network.one_call = measure({"unrolled": runs["unrolled"]}, task.samples[:1])["unrolled"]
        networks.append(network)
    return FrameworkFigures(platform.python_version(), ROUNDS, networks, published_runs())


def growth(figures: FrameworkFigures) -> Table:
    """Make a table of a step's time for each edge. It is the same in all rows if the time grows linearly."""
    series = [network for network in figures.networks if network.per_edge]
    table = Table(caption="nanoseconds for one step of training and each edge; and a whole call with one sample")
    for column in ("network", "nodes", "edges", *series[0].per_edge, "a call for one sample"):
        table.add_column(column, justify="left" if column == "network" else "right")
    for network in series:
        cells = [three(time * 1e3) for time in network.per_edge.values()]
        call = f"{network.one_call:,.0f} us"
        table.add_row(network.name, f"{network.nodes:,}", f"{network.edges:,}", *cells, call)
    return table


def published_runs() -> dict[str, dict[str, float]]:
    """Repeat the two published runs, 1,000 epochs of 1,000 samples, unrolled: name -> seconds and trained values."""
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
    """Train for 1,000 epochs with unrolled code.

    Args:
        model: The network, which is compiled and unrolled here.
        loss: mse or bce.
        data: The samples of an epoch.

    Returns:
        Wall-clock time in seconds, including the compiling and the unrolling.
    """
    began = time.perf_counter()
    model.compile()
    train = solved("ex8_unroll").unroll_training(model, loss)
    for _ in training.with_progress_bar(1000):
        train(data)
    return time.perf_counter() - began


def draw(figures: FrameworkFigures, file: Path) -> None:
    """Draw bars for each network on a logarithmic scale, and beside them the time for each edge of the series."""
    from matplotlib import rc_context  # not at the top: the figures do not need it
    from matplotlib.figure import Figure

    networks = figures.networks
    series = [network for network in networks if network.per_edge]
    shown = [network for network in networks if network not in series[1:-1]]
    names = list(dict.fromkeys(name for network in networks for name in network.microseconds))
    colours = {name: f"C{i}" for i, name in enumerate(names)}
    width = 0.8 / len(names)
    picture = Figure(figsize=(11, 4.2), layout="constrained")
    bars, lines = picture.subplots(1, 2, width_ratios=[2.2, 1])
    for i, (name, colour) in enumerate(colours.items()):
        places = [at for at, network in enumerate(shown) if name in network.microseconds]
        heights = [shown[at].microseconds[name] for at in places]
        offset = (i - len(names) / 2 + 0.5) * width
        bars.bar([at + offset for at in places], heights, width, label=name, color=colour)
        if series and name in series[0].per_edge:
            edges, costs = zip(*((network.edges, network.per_edge[name]) for network in series), strict=True)
            lines.plot(edges, costs, "o-", color=colour)
    for axes in (bars, lines):
        axes.set_yscale("log")
        axes.grid(axis="y", alpha=0.3)
    bars.set_ylabel("microseconds for one step of training")
    bars.set_xticks(range(len(shown)), [f"{n.name}\n{n.nodes:,} nodes" for n in shown], fontsize=8)
    bars.legend(fontsize=8, loc="upper left", ncols=2)
    lines.set_title("MLPs of four sizes: flat is linear", fontsize=9)
    lines.set_ylabel("microseconds for one edge")
    lines.set_xlabel("edges")
    lines.locator_params(axis="x", nbins=4)
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "framework"}):  # small, and the same for the same figures
        picture.savefig(file, metadata={"Date": None} if file.suffix == ".svg" else None)
