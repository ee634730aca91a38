"""Exercise 1 step by step: its functions are asked for the numbers of one step, each for itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from checks.exercises import BY_STEM
from checks.guest.call_recorder import BACKWARD, FORWARD, Call
from checks.guest.loading import raised
from checks.guest.solution import Solution, loaded
from checks.guest.time_limit import AT_HOME, TimeLimit
from checks.law.answers import show
from checks.model.kinds import encode, numbers_in
from checks.model.network import Builder
from checks.stepper.question import Question, Start, question
from checks.stepper.recording import Recording, attempt

STEM = "ex1_by_hand"
SAMPLE = (0.5, -0.2, 2.0, 1.5, 0.1)
"""Weight, bias, x, y and learning rate of the step that the text shows."""

WEIGHT, BIAS, ROOT = 0, 3, 4
"""Positions in the network."""


def one_step(sample: Sequence[float] = SAMPLE) -> Question:
    """Ask about p = weight * x + bias, with the squared error."""
    weight, bias, x, y, rate = sample
    b = Builder()
    product = b.operation("Multiply", b.parameter(weight, rate), b.input(x))
    network = b.add("Add", product, b.parameter(bias, rate)).network()
    names = ("weight", "x", "product", "bias", "p")
    return question(network, Start(loss="mse", target=y), "Exercise 1: one step, done for you", names=names)


def record(sample: Sequence[float] = SAMPLE, limit: TimeLimit = AT_HOME) -> Recording:
    """Ask the student's functions about that step; one that fails does not keep the others from being asked."""
    weight, bias, x, y, rate = sample
    found: list[Solution] = []
    problems = [attempt(lambda: found.append(loaded(STEM)), limit, lambda e: raised(e, STEM), "it was loaded")]
    calls: list[Call] = []

    def predict(names: Any) -> None:
        value = names["linear_regression"](weight, bias).predict([x])
        calls.append(Call("predict", ROOT, encode(value), FORWARD))

    def gradients(names: Any) -> None:
        take("gradients", encode(names["gradients"](weight, bias, x, y)))

    def train(names: Any) -> None:
        path = encode(names["train"](weight, bias, [(x, y)], rate, 1))
        take("train", path[0] if isinstance(path, list) and len(path) == 1 else path)

    def take(what: str, pair: Any) -> None:
        items = numbers_in(pair) if isinstance(pair, (dict, list)) and "strange" not in pair else []
        if len(items) != 2:
            raise TypeError(f"expected a pair from {what}(), got {show(pair)}")
        for node, got in zip((WEIGHT, BIAS), items, strict=True):
            calls.append(Call(what, node, got, BACKWARD))

    for name, ask in (("linear_regression", predict), ("gradients", gradients), ("train", train)) if found else ():
        asked = partial(found[0].run, partial(ask, found[0].names))
        problems.append(attempt(asked, limit, lambda e: raised(e, STEM), f"{name}() ran"))
    whose = f"Your functions, in {BY_STEM[STEM].file}"
    return Recording(whose, tuple(calls), problem=" ".join(filter(None, problems)))
