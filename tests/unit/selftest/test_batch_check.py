"""Solutions of the kit's own are asked as the grader asks, and what is known to be right needs no law."""

from __future__ import annotations

from typing import Any

import pytest

from checks.law.subject import Subject
from checks.model.network import Network, Node
from checks.model.outcomes import Raised, TimedOut
from checks.model.scenario import Scenario, Step
from checks.model.status import Status
from grader.guest import protocol
from grader.judge.bank.recorded import RecordedExample
from grader.judge.bank.right_answers import RightAnswers
from grader.selftest.batch_check import _status

FIRST, SECOND, OTHER = (Scenario(Network((Node("Input", (), x),)), (Step("forward", 0),)) for x in (1.0, 2.0, 3.0))


class Answering(Subject):
    """Gives the answers that a test says, by the question; a TimedOut is raised."""

    stem = "ex1_by_hand"

    def __init__(self, *answers: float | TimedOut | Raised) -> None:
        self.answers = dict(zip((FIRST, SECOND, OTHER), answers, strict=False))
        self.asked: list[Scenario] = []

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        self.asked.append(scenario)
        answer = self.answers[scenario]
        if isinstance(answer, TimedOut):
            raise answer
        return ([], answer) if isinstance(answer, Raised) else ([answer], None)


class Law:
    """Demands 1 and then 2. Where the first answer is 5, it has another question in between."""

    def __init__(self) -> None:
        self.decided = 0

    def __call__(self, subject: Subject) -> None:
        self.decided += 1
        first = subject.ask(FIRST.network, *FIRST.steps)
        if first[0] == 5.0:
            subject.ask(OTHER.network, *OTHER.steps)
        else:
            first.number(0, 1.0)
        subject.ask(SECOND.network, *SECOND.steps).number(0, 2.0)


Given = float | TimedOut | Raised
"""An answer, or what comes instead of one."""

HANGS = TimedOut("it hangs")
UNWRITTEN = Raised("NotImplementedError", "Exercise 1", (), ())


@pytest.mark.parametrize(
    ("answers", "status", "asked"),
    [
        ((1.0, 2.0), Status.PASSED, 2),
        ((7.0, 2.0), Status.FAILED, 2),
        ((1.0, 7.0), Status.FAILED, 2),
        ((7.0, HANGS), Status.FAILED, 2),  # the law decides before it needs the answer that never came
        ((1.0, HANGS), Status.TIMEOUT, 2),
        ((UNWRITTEN, 2.0), Status.NOT_STARTED, 2),
        ((HANGS, 2.0), Status.TIMEOUT, 1),
        ((5.0, 2.0, 3.0), Status.PASSED, 5),  # a question more than the reference is asked
        ((5.0, 7.0, 3.0), Status.FAILED, 5),
    ],
)
def test_the_status_is_that_of_the_law(answers: tuple[Given, ...], status: Status, asked: int) -> None:
    subject = Answering(*answers)
    assert _status(example(Law()), subject) is status  # type: ignore[arg-type]
    assert len(subject.asked) == asked


def test_the_law_decides_once_about_the_same_answers() -> None:
    """And anew about others."""
    law = Law()
    one = example(law)
    for answers in ((1.0, 2.0), (1.0, 2.0), (1.0, 2), (1.0, 7.0), (1.0, 7.0)):
        _status(one, Answering(*answers))  # type: ignore[arg-type]
    assert law.decided == 4, "2 is another answer than 2.0, and of wrong ones nothing is kept"


def example(law: Law) -> RecordedExample:
    bodies = [protocol.body(scenario=scenario.to_json()) for scenario in (FIRST, SECOND)]
    return RecordedExample(law, bodies, dict, list, RightAnswers(most=10))
