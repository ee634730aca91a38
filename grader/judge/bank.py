"""The recorded examples of each check: drawn once with the reference, then asked of every solution.

Checks are derandomised: as long as a solution is right, Hypothesis draws the same examples for it as for the reference.
So the reference goes first and its questions are recorded; every solution is then asked the same questions in one
batch. Only after a wrong answer does Hypothesis run again, and the smallest network that shows the mistake is looked
for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, takewhile
from typing import Any

from checks.law.check import Check
from checks.law.search.drawn import Drawn, Law, Tape, each_example
from checks.law.search.examination import FirstMistake
from checks.law.subject import Subject
from checks.model.outcomes import CheckAborted, Mismatch, Raised
from checks.model.scenario import Scenario
from grader.course.sampling import Sampling
from grader.guest import protocol
from grader.judge import replies
from grader.judge.answer_schema import fits_schema
from grader.judge.subject import SandboxedSubject
from grader.judge.trusted import TrustedSubject
from grader.paths import REFERENCE

FIRST = 5
"""Number of examples that are asked before the others: most mistakes show there already."""

REMEMBERED = 50
"""Number of right sets of answers remembered for each example: solutions differ in the last digits of their numbers."""


@dataclass
class RecordedExample:
    """One example of a check: the values drawn, and the questions that the check asks about them."""

    law: Law
    drawn: Drawn
    scenarios: list[Scenario]
    bodies: list[bytes]
    """The scenarios as the protocol sends them."""

    answers: list[tuple[list[Any], Raised | None]]
    """The reference's answers."""

    right: set[bytes] = field(default_factory=set)
    """Fingerprints of answers that have already been found to be right."""

    def holds(self, replies: Sequence[bytes], subject: Subject) -> None:
        """Check that the law holds for these replies.

        Raises:
            Mismatch: An answer is wrong.
            CheckAborted: The check stopped before it could decide.
            Diverged: The check asked other questions than the recorded ones, or a reply is no possible answer.
        """
        fingerprint = hashlib.sha256(b"\n".join(replies)).digest()
        if fingerprint in self.right:
            return
        self.law(subject=ReplayedSubject(subject, self.scenarios, replies), **self.drawn)
        if len(self.right) < REMEMBERED:
            self.right.add(fingerprint)


class ReplayedSubject(Subject):
    """Gives replies that were received earlier."""

    def __init__(self, subject: Subject, scenarios: list[Scenario], replies: Sequence[bytes]) -> None:
        self.stem = subject.stem
        self._next = iter(zip(scenarios, replies, strict=True))

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        expected, reply = next(self._next, (None, b""))
        if scenario != expected:
            raise Diverged
        answers, raised = replies.read_content(reply, len(scenario.steps))
        if not fits_schema(scenario, answers):
            raise Diverged
        return answers, raised


class Diverged(Exception):
    """The check asked other questions than it asked the reference, or a reply is no possible answer."""


class RecordingReference(TrustedSubject):
    """The reference, with a record of the questions it was asked."""

    def __init__(self, stem: str) -> None:
        super().__init__(stem, (REFERENCE / f"{stem}.py").read_text(encoding="utf-8"))
        self.asked: list[Scenario] = []
        self.answered: list[tuple[list[Any], Raised | None]] = []

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        answer = super().perform(scenario)
        self.asked.append(scenario)
        self.answered.append(answer)
        return answer


@lru_cache(maxsize=256)
def recorded_examples(check: Check, sampling: Sampling) -> tuple[RecordedExample, ...]:
    """Record all examples of a check, in the order in which Hypothesis draws them.

    Raises:
        RuntimeError: The reference does not pass the check.
    """
    reference = RecordingReference(check.stem)
    found: list[RecordedExample] = []

    def write_down(law: Law, drawn: Drawn) -> None:
        reference.asked, reference.answered = [], []
        try:
            law(subject=reference, **drawn)
        except (Mismatch, CheckAborted) as error:
            raise RuntimeError(f"{check.id}: the reference does not pass its own check: {error}") from error
        for value in drawn.values():
            if isinstance(value, Tape):
                value.data = None  # everything is drawn by now, and Hypothesis keeps a lot of memory alive through it
        bodies = [protocol.body(scenario=scenario.to_json()) for scenario in reference.asked]
        found.append(RecordedExample(law, drawn, reference.asked, bodies, reference.answered))

    each_example(sampling.applied_to(check), write_down)
    return tuple(found)


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
    seen = hashlib.sha256()
    for part in (examples[:FIRST], examples[FIRST:]):
        scenarios = [scenario for example in part for scenario in example.scenarios]
        received, stop = subject.replies(scenarios, [body for example in part for body in example.bodies])
        replies = iter(received)
        for example in part:
            own = list(islice(replies, len(example.scenarios)))
            if len(own) < len(example.scenarios):
                break
            seen.update(b"\n".join(own))
            try:
                example.holds(own, subject)
            except Exception as error:  # noqa: BLE001  # whatever a law raises on forged answers is a mistake
                asked = takewhile(lambda one: one is not example, examples)  # noqa: B023  # used up here
                earlier = [scenario for one in (*asked, example) for scenario in one.scenarios]
                return Mistake(FirstMistake(error, example.law, example.drawn, tuple(earlier)), seen.digest())
        if stop:
            raise stop
    return None
