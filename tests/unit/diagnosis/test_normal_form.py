"""Answers with the same mistake have one normal form, those without it another."""

from __future__ import annotations

import random
from typing import Any

import pytest

from checks.model.network import Network, Node
from checks.model.scenario import Scenario, Step
from grader.diagnosis.normal_form import alike, digest

SEEDED = Scenario(
    Network((Node("Input", value=0.5), Node("Linear", (0,)))),
    (Step("seed", None, 3), Step("build", 1), Step("body", 1), Step("survey", 2), Step("body", 1), Step("survey", 3)),
)


def surveyed(*parameters: list[float]) -> Any:
    """The normal form of two bodies with these parameters."""
    first, second = ([[0], numbers, []] for numbers in parameters)
    return digest("ex4_macros", SEEDED, [None, None, None, first, None, second], None)


GENERATOR = random.Random(3)
A, B, C = (GENERATOR.uniform(-1, 1) for _ in range(3))


@pytest.mark.parametrize(
    ("parameters", "same"),
    [
        (([B, A], [A, B]), True),  # in another order
        (([A, C], [C, A]), True),  # one more was drawn in between
        (([A, B], [A, C]), False),  # drawn anew for the second body
        (([A, 0.125], [A, 0.125]), False),  # drawn after another seed
    ],
)
def test_what_is_drawn_under_a_seed_counts(parameters: tuple[list[float], list[float]], same: bool) -> None:
    """Parameters that are drawn too late have another normal form than those that are drawn in time."""
    assert alike(surveyed(*parameters), surveyed([A, B], [A, B])) == same


def test_a_printed_formula_counts_by_its_value() -> None:
    """It may be written in many ways; what is no formula counts as it is written."""
    scenario = Scenario(Network(()), (Step("example", argument="net.funcify()"),))

    def printed(text: str) -> Any:
        return digest("ex6_funcify", scenario, [text], None)

    assert alike(printed("'2.0 * x1 + t'\n"), printed("'(t + (x1 * 2))'\n"))
    assert not alike(printed("'2.0 * x1 + t'\n"), printed("'2.0 * x2 + t'\n"))
    assert not alike(printed("'of words'\n"), printed("'of other words'\n"))
