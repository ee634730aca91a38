"""Asks a solution the recorded questions of a check, until an answer is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Any

from checks.law.check import Check
from checks.law.search.examination import FirstMistake
from checks.law.subject import Subject
from checks.model.outcomes import Raised
from checks.model.scenario import Scenario
from grader.course.sampling import Sampling
from grader.guest import protocol
from grader.judge.bank.examples import recorded_examples
from grader.judge.bank.recorded import Diverged, RecordedExample
from grader.judge.subject import SandboxedSubject

FIRST = 5
"""Number of examples that are asked before the others: most mistakes show there already."""


@dataclass(frozen=True)
class Mistake:
    """The first wrong answer to a check."""

    first: FirstMistake
    fingerprint: bytes
    """That of all replies up to there."""


def first_mistake(check: Check, subject: SandboxedSubject, sampling: Sampling) -> Mistake | None:
    """Ask all the questions of a check, those of the first few examples first, and return the first mistake.

    Args:
        check: The check.
        subject: The solution, after `new_check`.
        sampling: Which examples to draw.

    Returns:
        The first mistake, or None if every answer is right.

    Raises:
        CheckAborted: The solution stopped answering before an answer was wrong.
    """
    examples = recorded_examples(check, sampling)
    try:
        return _first_mistake(examples, subject)
    finally:
        examples[0].right.keep()


def _first_mistake(examples: Sequence[RecordedExample], subject: SandboxedSubject) -> Mistake | None:
    seen = hashlib.sha256()
    for part in (examples[:FIRST], examples[FIRST:]):
        received, stop = subject.replies([body for example in part for body in example.bodies])
        replies = iter(received)
        for example in part:
            own = list(islice(replies, len(example.bodies)))
            if len(own) < len(example.bodies):
                break
            seen.update(b"\n".join(own))
            try:
                _hold(example, own, subject)
            except Exception as error:  # noqa: BLE001  # whatever a law raises on forged answers is a mistake
                asked = takewhile(lambda one: one is not example, examples)  # noqa: B023  # used up here
                earlier = [scenario for one in (*asked, example) for scenario in one.scenarios]
                return Mistake(FirstMistake(error, example.law, example.drawn, tuple(earlier)), seen.digest())
        if stop:
            raise stop
    return None


def _hold(example: RecordedExample, received: Sequence[bytes], subject: SandboxedSubject) -> None:
    """Raise what the law raises about these replies. Where it has more to ask because of them, the solution goes on.

    Raises:
        CheckAborted: A reply is no possible answer; or the solution stopped answering.
    """
    try:
        example.holds(received, subject)
    except Diverged:
        example.law(subject=ContinuedSubject(subject, example.bodies, received), **example.drawn)


class ContinuedSubject(Subject):
    """A solution that has answered some questions already, and is asked only what is new."""

    def __init__(self, subject: SandboxedSubject, bodies: Sequence[bytes], received: Sequence[bytes]) -> None:
        self.stem = subject.stem
        self._subject = subject
        self._received = list(zip(bodies, received, strict=True))

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        if self._received and self._received[0][0] == protocol.body(scenario=scenario.to_json()):
            return self._subject.read(self._received.pop(0)[1], scenario)
        self._received.clear()
        return self._subject.perform(scenario)
