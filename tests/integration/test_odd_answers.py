"""One strange answer in company is a mistake, also for a solution that is right whenever it is asked apart."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

import pytest

from checks.law.check import Check
from checks.model.outcomes import CheckAborted, Raised
from checks.model.scenario import Scenario
from grader.course import registry
from grader.course.limits import Limits
from grader.course.sampling import OWN
from grader.guest import protocol
from grader.judge.bank.examples import recorded_examples
from grader.judge.check_runner import SandboxedExamination
from grader.judge.replies import content
from grader.judge.subject import SandboxedSubject
from grader.judge.trusted import TrustedSubject
from grader.misconceptions import catalogue
from grader.sandbox import choose
from tests.strange_answers import variants

TRIES = 8
"""Number of strange answers for each check."""


class SealedAsked(Exception):
    """All was right, and sealed questions come: what such a solution does not do is found there."""


class OddOnce(SandboxedSubject):
    """Answers rightly, but for one question, the first time that it is asked in company. No process is started."""

    def __init__(self, stem: str, odd: tuple[bytes, int, Any]) -> None:
        super().__init__(stem, "", Limits(), choose("process"))
        self.reference = TrustedSubject(stem, catalogue.reference(stem))
        self.odd: tuple[bytes, int, Any] | None = odd

    def replies(self, bodies: Sequence[bytes], apart: bool = False) -> tuple[list[bytes], CheckAborted | None]:
        return [self._reply(body, apart) for body in bodies], None

    def _reply(self, body: bytes, apart: bool) -> bytes:
        self.reference.new_check()
        answers, raised = self.reference.perform(protocol.scenario_in(body))
        if self.odd and not apart and body == self.odd[0]:
            answers[self.odd[1]], self.odd = self.odd[2], None
        return content(protocol.answer("", answers, raised), "")

    def _perform_sealed(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        raise SealedAsked


def odd_answers(check: Check) -> Iterator[tuple[bytes, int, Any]]:
    """A question, one of its steps, and a strange answer to it."""
    dice = random.Random(3)
    asked = [
        (body, answers)
        for example in recorded_examples(check, OWN)
        for body, (answers, _) in zip(example.bodies, example.answers, strict=True)
    ]
    for body, right in dice.choices([one for one in asked if one[1]], k=TRIES):
        at = dice.randrange(len(right))
        yield body, at, dice.choice([v for v in variants(right[at], dice) if repr(v) != repr(right[at])])


@pytest.mark.slow
@pytest.mark.parametrize("check", registry.all_checks("ex3_caching"), ids=lambda check: check.id)
def test_a_strange_answer_is_no_pass(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """All answers of this exercise matter to the check that asks for them."""
    monkeypatch.setattr(SandboxedExamination, "smallest_mistake", lambda self: None)  # all is right apart
    for odd in odd_answers(check):
        with suppress(CheckAborted, SealedAsked):
            assert SandboxedExamination(check, OddOnce("ex3_caching", odd), OWN).mistake() is not None, odd


def test_what_follows_from_an_answer_is_judged_by_it() -> None:
    """The law asks on with the gradients that it got, and does not ask for them again."""
    check = next(check for check in registry.all_checks("ex1_by_hand") if check.id.endswith("::one_update"))
    example = recorded_examples(check, OWN)[0]
    at = next(i for i, step in enumerate(example.scenarios[0].steps) if step.verb == "call")
    odd = OddOnce("ex1_by_hand", (example.bodies[0], at, {"tuple": [0.25, [1]]}))
    assert SandboxedExamination(check, odd, OWN).first_mistake() is not None
