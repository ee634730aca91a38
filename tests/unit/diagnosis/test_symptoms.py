"""A symptom is named only if all wrong answers to a check share it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from checks.model.network import Builder
from checks.model.objects import attempt, example
from checks.model.scenario import Scenario, Step, calls, forward, predict
from grader.diagnosis import matching
from grader.diagnosis.questions import NormalForm, Question
from grader.diagnosis.symptoms import LEFT_OVER, symptom
from grader.misconceptions import catalogue
from tests.examined import named, outcomes

BUILDER = Builder()
BUILDER.operation("Add", BUILDER.input(1.0))
NETWORK = BUILDER.network()
NODE = NETWORK.root
NO_ERROR: list[Any] = []
RECURSION, OVERFLOW, OTHER = (["RecursionError", []], ["OverflowError", []], ["TypeError", []])


def shown(right: Sequence[NormalForm], given: Sequence[NormalForm], *steps: Step) -> str:
    """The id of the symptom; each answer belongs to a question of its own, with these steps."""
    scenario = Scenario(NETWORK, steps or (forward(NODE),))
    asked = [Question("ex2_compile", bytes([n]), scenario) for n in range(len(right))]
    found = symptom(dict(zip(asked, given, strict=True)), dict(zip(asked, right, strict=True)))
    return found.id if found else ""


RIGHT = [[1.0, NO_ERROR], [2.0, NO_ERROR], [-3.0, NO_ERROR], [0.5, NO_ERROR]]


def wrong(*answers: Any) -> list[NormalForm]:
    """Wrong answers to all questions but the last."""
    return [*([answer, NO_ERROR] for answer in answers), RIGHT[-1]]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (wrong(-1.0, -2.0, 3.0), "other_sign"),
        (wrong(-1.0, -2.0, -3.1), ""),
        (wrong(1.00001, 2.00001, -3.00001), "last_digits"),
        (wrong(1.00001, 2.00001, -3.1), ""),
        (wrong(1.00001, 2.00001, -3.0), ""),  # seen twice only
        (wrong(None, None, None), "no_answer"),
        (wrong(None, None, "x"), ""),
        ([[RECURSION], [RECURSION], [RECURSION], RIGHT[-1]], "too_deep"),
        ([[OVERFLOW], [OVERFLOW], [OVERFLOW], RIGHT[-1]], "too_large"),
        ([[OVERFLOW], [OVERFLOW], [RECURSION], RIGHT[-1]], ""),
        ([[OTHER], [OTHER], [OTHER], RIGHT[-1]], ""),
    ],
)
def test_numbers(given: list[NormalForm], expected: str) -> None:
    assert shown(RIGHT, given) == expected


def test_an_error_that_is_not_raised() -> None:
    assert shown([[["ValueError", [3]]]] * 3, [[1.0, NO_ERROR]] * 3) == "no_error"
    attempted = attempt(predict(NODE, []))
    assert shown([[["ValueError", "", []], NO_ERROR]] * 3, [[None, NO_ERROR]] * 3, attempted) == "no_error"
    assert shown([[["ValueError", "", []], NO_ERROR]] * 3, [[["TypeError", "", []], NO_ERROR]] * 3, attempted) == ""


def test_an_error_that_an_attempt_does_not_meet() -> None:
    """None is what a question answers that was to be refused, and no answer of the function's."""
    refused = ["TypeError", "no value", ["TypeError"]]
    asked = attempt(forward(NODE))
    assert shown([[refused, NO_ERROR]] * 3, [[None, NO_ERROR]] * 3, asked) == "no_error"
    assert shown([[None, NO_ERROR]] * 3, [[refused, NO_ERROR]] * 3, asked) == ""


def test_another_order() -> None:
    assert shown([[[1, 2, 3], NO_ERROR]] * 3, [[[3, 2, 1], NO_ERROR]] * 3) == "other_order"
    assert shown([[[1, 2, 3], NO_ERROR]] * 3, [[[3, 2, 2], NO_ERROR]] * 3) == ""


def test_an_earlier_answer() -> None:
    """Only an answer to the same question at the same node counts as an earlier one."""
    steps = (forward(NODE), Step("assign", 0, 2.0), forward(NODE))
    right = [[1.0, None, 2.0, NO_ERROR]] * 3
    assert shown(right, [[1.0, None, 1.0, NO_ERROR]] * 3, *steps) == "earlier_answer"
    assert shown(right, [[1.0, None, 1.5, NO_ERROR]] * 3, *steps) == ""
    assert shown(right, [[1.0, None, 1.0, NO_ERROR]] * 3, forward(0), *steps[1:]) == ""


def test_only_the_same_statement_asks_again() -> None:
    """Two statements may well print the same, and one of them has nothing to do with the other."""
    right, given = [["1.0", "", "2.0", NO_ERROR]] * 3, [["1.0", "", "1.0", NO_ERROR]] * 3
    first, change, again = example("a()"), example("b.value = 2"), example("a()")
    assert shown(right, given, first, change, again) == "earlier_answer"
    assert shown(right, given, first, change, example("c()")) == ""


def test_too_much_work() -> None:
    """The counts are larger, and all the other answers are right."""
    steps = (forward(NODE), calls(), forward(NODE))
    right = [[1.0, [[0, 1]], 1.0, NO_ERROR]] * 3
    assert shown(right, [[1.0, [[0, 2]], 1.0, NO_ERROR]] * 3, *steps) == "too_much_work"
    assert shown(right, [[1.0, [[0, 2]], 3.0, NO_ERROR]] * 3, *steps) == ""
    assert shown(right, [[1.0, [[1, 0]], 1.0, NO_ERROR]] * 3, *steps) == ""


@pytest.mark.parametrize(
    ("first", "again", "expected"),
    [("d * x, d", "d * x, d", False), ("d * x, d", "-d * x, d", True), ("-d * x, d", "-d * x, d", False)],
)
def test_left_over(first: str, again: str, expected: bool) -> None:
    """Right when each question is asked by itself, and wrong after others."""
    source = catalogue.reference("ex1_by_hand")
    old = "return dl_dp * x, dl_dp"
    assert source.count(old) == 1
    new = f"d = dl_dp\n    asked.append(1)\n    return ({first}) if len(asked) == 1 else ({again})"
    assert ("left_over" in named("ex1_by_hand", source.replace(old, new) + "\nasked = []\n")) == expected


def test_a_symptom_is_each_solutions_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two may answer the small questions alike, by which names are remembered, and differ in large ones."""
    stem = "ex1_by_hand"
    wrong = catalogue.reference(stem).replace("return dl_dp * x, dl_dp", "return dl_dp, dl_dp")
    failed, subject = outcomes(stem, wrong)
    found = iter([LEFT_OVER, None])
    monkeypatch.setattr(matching, "_misconceptions", lambda *given: {})
    monkeypatch.setattr(matching, "_symptom", lambda *given: next(found, None))
    assert LEFT_OVER in matching.diagnose(stem, failed, subject).values()
    assert LEFT_OVER not in matching.diagnose(stem, failed, subject).values()
