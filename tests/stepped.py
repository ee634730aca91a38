"""Networks and recordings for the tests of the stepper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checks.model.network import Builder, Network
from checks.stepper import by_hand
from checks.stepper.examples import example
from checks.stepper.numbers import numbers
from checks.stepper.page import data
from checks.stepper.question import Question, Start, question
from checks.stepper.recording import of_exercise
from grader.misconceptions.catalogue import wrong_solutions
from tests.at_home import hurried, project


def diamond(value: float = 0.5) -> Network:
    """b = a + a; c = b + b."""
    b = Builder()
    a = b.parameter(value, 0.1)
    inner = b.operation("Add", a, a)
    return b.add("Add", inner, inner).network()


def short_and_long_way() -> Question:
    """v feeds the root, and also a node far below it: level by level it speaks too early."""
    b = Builder()
    v = b.operation("Multiply", b.parameter(0.5, 0.1), b.input(2.0))
    far = b.operation("Multiply", b.operation("Add", b.operation("Add", v)), b.parameter(1.5, 0.1))
    network = b.add("Add", v, far).network()
    names = ("p", "x", "v", "n1", "n2", "q", "far", "root")
    return question(network, Start(1.5), "a short and a long way", names=names)


def solved(
    stem: str, text: str, asked: Question, folder: Path, patch: pytest.MonkeyPatch, seconds: float = 1
) -> dict[str, Any]:
    """The data of the page for a solution with this text, which has so many seconds for an answer."""
    project(folder, {stem: text}, patch)
    right = numbers(asked)
    limit = hurried(seconds)
    recording = (
        by_hand.record(limit=limit) if stem == by_hand.STEM else of_exercise(stem, asked.network, right.start, limit)
    )
    return data(asked, right, recording)


def mistaken(
    stem: str, identity: str, folder: Path, patch: pytest.MonkeyPatch, asked: Question | None = None
) -> dict[str, Any]:
    """The data of the page for a misconception of the catalogue, on the exercise's example or another network."""
    return solved(stem, wrong_solutions(stem)[identity], asked or example(stem), folder, patch)
