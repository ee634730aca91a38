"""The playground: a network that somebody typed, as a formula, a picture, a page of steps, and in training."""

from __future__ import annotations

import math
import random
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from backprop import framework
from backprop.losses import bce_loss, bce_loss_grad, mse_loss, mse_loss_grad
from checks.explain.drawing import drawing
from checks.explain.snapshot import Snapshot
from checks.stepper.objects import from_code
from checks.stepper.page import data, written
from checks.student.step_command import steps_of
from grader.site.in_browser.training import Trained

Sample = tuple[list[float], float]

SLICE = 0.12
"""Seconds of training before the page hears of it: a picture that moves, and a button that is heard at once."""

GRID = 24
"""Number of points in each direction at which the network is asked for its regions."""

COARSE = 8
"""The same for a large network, which would otherwise be asked for seconds between two moments of training."""

LARGE = 200
"""Number of nodes from which on a network is large."""

SAMPLES = 120
"""Number of samples, all of which are a round."""

LONGEST_FORMULA = 4_000
"""Number of characters of a formula that are shown."""


class Task(NamedTuple):
    """Something to learn from samples of two numbers between -1 and 1."""

    title: str
    target: Callable[[float, float], float]


TASKS = {
    "line": Task("above the line y = x", lambda x, y: float(y > x)),
    "circle": Task("inside a circle", lambda x, y: float(x * x + y * y < 0.4)),
    "corners": Task("in one of two opposite corners", lambda x, y: float(x * y > 0)),
}
"""Tasks for networks with two inputs."""

CURVES = {
    "celsius": Task("Fahrenheit to Celsius, in hundreds", lambda x, _: (x - 0.32) * 5 / 9),
    "wave": Task("a wave", lambda x, _: math.sin(3 * x) / 2),
}
"""Tasks for networks with one input."""


class Playground:
    """The network in training."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._network: Trained
        self._samples: list[Sample] = []
        self._losses: deque[float] = deque(maxlen=SAMPLES)
        self._seen = 0

    def show(self, code: str) -> dict[str, Any]:
        """Describe the network that code makes.

        Raises:
            ValueError: The code makes no network; the message says why.
        """
        asked, right, recording = steps_of(None, code, 1.0, None)
        network, size = asked.network, len(asked.network.nodes)
        formula = network.formula if size < LONGEST_FORMULA else ""
        return {
            "formula": formula if len(formula) <= LONGEST_FORMULA else f"{formula[:LONGEST_FORMULA]} ...",
            "nodes": size,
            "inputs": sum(node.kind == "Input" for node in network.nodes),
            "picture": drawing(Snapshot(network, network.root, 1.0)).svg,
            "page": written(data(asked, right, recording)),
        }

    def begin(self, code: str, task: str, rate: float) -> dict[str, Any]:
        """Make the network anew, to be trained.

        Args:
            code: What makes it.
            task: A key of `TASKS` or `CURVES`.
            rate: The learning rate of all its parameters.

        Raises:
            ValueError: There is no such network, or it has neither one input nor two.
        """
        steps_of(None, code, 1.0, None)  # refuses what is no network, in words
        random.seed(1)
        self._network = Trained(from_code(code, dict(vars(framework))))
        inputs = len(self._network.inputs)
        tasks = {1: CURVES, 2: TASKS}.get(inputs)
        if tasks is None:
            raise ValueError(f"It has {inputs} inputs; there is something to learn for one, and for two.")
        found = tasks.get(task) or next(iter(tasks.values()))
        for one in self._network.nodes:
            if isinstance(one, framework.Parameter):
                one.learning_rate = rate
        rng = random.Random(7)
        points = [[rng.uniform(-1, 1) for _ in range(inputs)] for _ in range(SAMPLES)]
        self._samples = [(point, found.target(point[0], point[-1])) for point in points]
        self._losses.clear()
        self._seen = 0
        if self._answer(points[0]) is None:
            raise ValueError("Its value is not one number, so it cannot learn any of these.")
        return {"task": found.title, "inputs": inputs, "samples": self._samples, **self._now(None)}

    def train(self) -> dict[str, Any]:
        """Train for a moment, and tell the mean loss of the last round's samples, and what the network says."""
        loss, gradient = self._loss()
        end = self._clock() + SLICE
        while True:
            lost = self._step(loss, gradient)
            self._losses.append(lost)
            self._seen += 1
            if self._clock() >= end or not math.isfinite(lost):
                return self._now(sum(self._losses) / len(self._losses))

    def _step(self, loss: Callable[[Any, Any], float], gradient: Callable[[Any, Any], Any]) -> float:
        """Show the network the next sample, and return its loss; no number if it has become too large."""
        point, target = self._samples[self._seen % SAMPLES]
        try:
            answer = self._network.ask(point)
            lost = loss(target, answer)
            self._network.learn(gradient(target, answer))
        except ArithmeticError:
            return math.nan
        return lost

    def _loss(self) -> tuple[Callable[[Any, Any], float], Callable[[Any, Any], Any]]:
        root = self._network.nodes[-1]
        binary = isinstance(root, framework.Sigmoid) and all(y in (0.0, 1.0) for _, y in self._samples)
        return (bce_loss, bce_loss_grad) if binary else (mse_loss, mse_loss_grad)

    def _now(self, loss: float | None) -> dict[str, Any]:
        inputs = len(self._network.inputs)
        coarse = inputs == 2 and len(self._network.nodes) >= LARGE
        side = COARSE if coarse else GRID
        at = [2 * (i + 0.5) / side - 1 for i in range(side)]
        asked: Sequence[list[float]] = [[x] for x in at] if inputs == 1 else [[x, y] for y in at for x in at]
        answers = [self._answer(point) for point in asked]
        about = f"The network is large, so you see what it says at {side} times {side} points only." if coarse else ""
        rounds = round(self._seen / SAMPLES, 1)
        return {"rounds": rounds, "loss": _number(loss), "answers": answers, "about": about}

    def _answer(self, point: Sequence[float]) -> float | None:
        try:
            return _number(self._network.ask(point))
        except ArithmeticError:
            return None


def _number(value: Any) -> float | None:
    """Keep a number that JSON can write."""
    return float(value) if isinstance(value, (int, float)) and math.isfinite(value) else None
