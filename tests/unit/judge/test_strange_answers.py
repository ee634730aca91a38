"""No law errs, whatever a solution answers: a wrong answer of another kind is a mistake, and needs no person."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress

import pytest

from checks.exercises import BY_STEM
from checks.model.outcomes import CheckAborted, Mismatch
from grader.course import registry
from grader.course.sampling import OWN
from grader.guest import protocol
from grader.judge.answer_schema import fits
from grader.judge.bank.examples import recorded_examples
from grader.judge.bank.recorded import Diverged, RecordedExample, ReplayedSubject
from grader.judge.replies import content
from grader.judge.trusted import TrustedSubject
from tests.strange_answers import variants

EXAMPLES, STEPS, VARIANTS = 6, 3, 6
"""Number of examples of a check, of the steps of a question, and of the answers that are tried."""


def strange_replies(example: RecordedExample, dice: random.Random) -> Iterator[list[bytes]]:
    """The right replies to an example's questions, but for one strange answer of the kind that its step has."""
    for question, (scenario, (right, _)) in enumerate(zip(example.scenarios, example.answers, strict=True)):
        for at in dice.sample(range(len(right)), min(STEPS, len(right))):
            possible = [v for v in variants(right[at], dice) if fits(scenario.steps[at], v, scenario)]
            for strange in dice.sample(possible, min(VARIANTS, len(possible))):
                answers = [list(given) for given, _ in example.answers]
                answers[question][at] = strange
                told = zip(answers, (raised for _, raised in example.answers), strict=True)
                yield [content(protocol.answer("", *one), "") for one in told]


@pytest.mark.slow
@pytest.mark.parametrize("stem", BY_STEM)
def test_no_law_errs(stem: str) -> None:
    dice, asked = random.Random(1), 0
    subject = TrustedSubject(stem, "")
    for check in registry.all_checks(stem):
        for example in recorded_examples(check, OWN)[:EXAMPLES]:
            for replies in strange_replies(example, dice):
                asked += 1
                with suppress(Mismatch, CheckAborted, Diverged):
                    example.law(subject=ReplayedSubject(subject, example.bodies, replies), **example.drawn)
    assert asked > 50
