"""The questions of the checks, and what a student's solution answers to them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any

from checks.law.check import Check
from checks.law.subject import Apart, Subject
from checks.model.outcomes import CheckAborted, Raised
from checks.model.scenario import Scenario
from grader.course.sampling import Sampling
from grader.diagnosis.normal_form import alike, digest, tolerance_of
from grader.guest import protocol
from grader.judge.apart import replies_apart
from grader.judge.bank.examples import recorded_examples
from grader.judge.subject import SandboxedSubject

MOST_NODES = {"ex6_funcify": 24, "ex7_multi_parent": 24}
"""Maximum nodes of a network to ask about: some misconceptions of these exercises need time that grows like 2^n."""

NormalForm = list[Any]

NO_NORMAL_FORM = (TypeError, ValueError, KeyError, IndexError, OverflowError)
"""What comes of answers in a shape that no right solution gives."""


@dataclass(frozen=True)
class Question:
    """A scenario, with a key under which answers can be looked up."""

    stem: str
    key: bytes
    scenario: Scenario = field(compare=False, repr=False)
    right: tuple[list[Any], Raised | None] | None = field(default=None, compare=False, repr=False)
    """The reference's answers, if they are recorded."""

    @staticmethod
    def of(stem: str, scenario: Scenario) -> Question:
        return Question(stem, _key(protocol.body(scenario=scenario.to_json())), scenario)

    @property
    def small(self) -> bool:
        """Whether the misconceptions can be asked about it as well."""
        return len(self.scenario.network.nodes) <= MOST_NODES.get(self.stem, 1000)

    @property
    def trains(self) -> bool:
        return any(step.verb == "train" for step in self.scenario.steps)

    @property
    def effort(self) -> tuple[bool, int]:
        """How long the answer takes, for comparison with other questions."""
        return self.trains, len(self.scenario.network.nodes) * len(self.scenario.steps)

    def alike(self, one: NormalForm, other: NormalForm) -> bool:
        """Tell whether two answers to the question are the same up to rounding."""
        return alike(one, other, tolerance_of(self.scenario))

    def normal_form(self, answers: list[Any], raised: Raised | None) -> NormalForm:
        return digest(self.stem, self.scenario, answers, raised)


@lru_cache(maxsize=256)
def questions(check: Check, sampling: Sampling) -> tuple[Question, ...]:
    """Return all recorded questions of a check, as many as there are, in their order."""
    return tuple(
        Question(check.stem, _key(body), scenario, right)
        for example in recorded_examples(check, sampling)
        for scenario, body, right in zip(example.scenarios, example.bodies, example.answers, strict=True)
    )


def _key(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()


def student_answers(
    check: Check, counterexample: Scenario, subject: Subject, sampling: Sampling
) -> dict[Question, NormalForm] | None:
    """Ask a student's solution all the questions of a check that it fails.

    Args:
        check: The check.
        counterexample: The smallest one, which is asked as well.
        subject: The solution.
        sampling: Which examples the check drew.

    Returns:
        The normal form of each answer, but for large networks; None if the solution does not answer all questions, or
        in a way in which no misconception answers.
    """
    asked = questions(check, sampling)
    last = Question.of(check.stem, counterexample)
    try:
        if isinstance(subject, SandboxedSubject):
            replies = replies_apart(check, subject, sampling)
            if replies is None:
                return None
            pairs = [(q, subject.read(reply, q.scenario)) for q, reply in zip(asked, replies, strict=True) if q.small]
        else:
            pairs = list(_performed(subject, asked))
        pairs += _performed(subject, [last])
        return {question: question.normal_form(*answer) for question, answer in pairs}
    except (CheckAborted, *NO_NORMAL_FORM):
        return None


def right_alone(check: Check, subject: Subject, sampling: Sampling) -> bool:
    """Tell whether a solution answers each question of a check rightly if it is asked by itself."""
    examples = recorded_examples(check, sampling)
    try:
        if isinstance(subject, SandboxedSubject):
            replies = iter(replies_apart(check, subject, sampling) or [])
            for example in examples:
                example.holds(list(islice(replies, len(example.scenarios))), subject)
        else:
            for example in examples:
                example.law(subject=Apart(subject), **example.drawn)
    except (Exception, CheckAborted):  # noqa: BLE001  # a wrong answer, however strange
        return False
    return True


def _performed(
    subject: Subject, asked: Iterable[Question]
) -> Iterable[tuple[Question, tuple[list[Any], Raised | None]]]:
    for question in asked:
        if question.small:
            subject.new_check()
            yield question, subject.perform(question.scenario)
