"""Pictures of a training: the loss curve, and the model's answers all over the plane. Needs matplotlib."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from backprop.framework import Operation

Sample = tuple[Sequence[float], float]
STEPS = 60
"""Number of points in each direction at which the model is asked: fine enough for a smooth boundary."""


def plot_training(path: Path, losses: Sequence[float]) -> None:
    """Draw the loss curve, one mean loss for each epoch, into the file `path`."""
    figure = Figure(figsize=(6, 4), layout="constrained")
    _loss_curve(figure.add_subplot(), losses)
    figure.savefig(path)


def plot_classifier(path: Path, losses: Sequence[float], model: Operation, data: Sequence[Sample]) -> None:
    """Draw the loss curve; beside it the model's answers as colours, its boundary, and the samples.

    Args:
        path: The file of the picture; its ending sets the format.
        losses: The mean loss of each epoch.
        model: A network with two inputs whose value is between 0 and 1.
        data: Samples ((x, y), target), with x and y between -1 and 1 and a target of 0 or 1. 150 of each are drawn.
    """
    figure = Figure(figsize=(11, 4.5), layout="constrained")
    left, right = figure.subplots(1, 2)
    _loss_curve(left, losses)
    at = [2 * i / STEPS - 1 for i in range(STEPS + 1)]
    answers = [[model.predict([x, y]) for x in at] for y in at]
    filled = right.contourf(at, at, answers, levels=[k / 10 for k in range(11)], cmap="coolwarm")
    right.contour(at, at, answers, levels=[0.5], colors="black", linewidths=1.5)
    for label, colour, marker in ((0.0, "navy", "o"), (1.0, "darkred", "^")):
        points = [x for x, y in data if y == label][:150]
        right.scatter(*zip(*points, strict=True), s=8, color=colour, marker=marker, label=f"target {label:g}")
    right.set(title="What it says; black: the boundary at 0.5", xlabel="x", ylabel="y", aspect="equal")
    right.legend(loc="lower right")
    figure.colorbar(filled, ax=right)
    figure.savefig(path)


def plot_arms(path: Path, losses: Sequence[float], model: Any, data: Sequence[tuple[Sequence[float], Any]]) -> None:
    """Draw the loss curve; beside it the most likely arm at each point of the plane as colours, and the samples.

    Args:
        path: The file of the picture; its ending sets the format.
        losses: The mean loss of each epoch.
        model: A network with two inputs and three outputs, the probabilities of the arms.
        data: Samples ((x, y), target) with a target of three numbers, 1 for the right arm and 0 for the others.
    """
    figure = Figure(figsize=(11, 4.5), layout="constrained")
    left, right = figure.subplots(1, 2)
    _loss_curve(left, losses)
    at = [2.4 * i / STEPS - 1.2 for i in range(STEPS + 1)]
    answers = [[model.predict([x, y]) for x in at] for y in at]
    regions = [[p.index(max(p)) for p in row] for row in answers]
    right.pcolormesh(at, at, regions, cmap=ListedColormap(["#f4a6a0", "#a6d0a0", "#a6bff0"]))
    for arm, colour, marker in ((0, "darkred", "o"), (1, "darkgreen", "^"), (2, "navy", "s")):
        points = [x for x, y in data if y[arm] == 1.0]
        right.scatter(*zip(*points, strict=True), s=14, color=colour, marker=marker, label=f"arm {arm + 1}")
    right.set(title="Which arm, for every point of the plane", xlabel="x", ylabel="y", aspect="equal")
    right.legend(loc="lower right")
    figure.savefig(path)


def _loss_curve(axes: Axes, losses: Sequence[float]) -> None:
    axes.plot(range(1, len(losses) + 1), losses, color="tab:blue")
    axes.set(title="Mean loss of each epoch", xlabel="epoch", ylabel="loss", xscale="log", yscale="log")
    axes.grid(alpha=0.3)
