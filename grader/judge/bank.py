"""What a check asks, found out once and asked of everybody.

Checks are derandomised: as long as a solution is right, Hypothesis draws the same examples for it as for the
reference. So the reference goes first, its questions are written down, and every solution is asked the same ones
in one go. Only where an answer is wrong does Hypothesis run again, to find the smallest network on which it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any

from checks.law.check import Check
from checks.law.subject import Subject
from checks.model.outcomes import CheckAborted, Mismatch, Raised
from checks.model.scenario import Scenario
from grader.course.sampling import Sampling
from grader.guest import protocol
from grader.judge import replies
from grader.judge.answer_schema import fits_schema
from grader.judge.examples import Drawn, Tape, each_example
from grader.judge.subject import SandboxedSubject
from grader.judge.trusted import TrustedSubject
from grader.paths import REFERENCE

FIRST = 5
"""Examples that are asked before the others: who makes a mistake mostly makes it there already."""

REMEMBERED = 50
"""Right sets of answers that are remembered for each example: solutions differ in the last digits of their numbers."""


@dataclass
class RecordedExample:
    """One example of a check: what was drawn, and what the check asks about it."""

    law: Callable[..., None]
    drawn: Drawn
    scenarios: list[Scenario]
    bodies: list[bytes]
    """The scenarios as the protocol sends them."""

    right: set[bytes] = field(default_factory=set)
    """Fingerprints of answers that were found to be right before."""

    def holds(self, replies: Sequence[bytes], subject: Subject) -> None:
        """The check's law on these replies; Mismatch or CheckAborted if it does not hold."""
        fingerprint = hashlib.sha256(b"\n".join(replies)).digest()
        if fingerprint in self.right:
            return
        for value in self.drawn.values():
            if isinstance(value, Tape):
                value.rewind()
        self.law(subject=ReplayedSubject(subject, self.scenarios, replies), **self.drawn)
        if len(self.right) < REMEMBERED:
            self.right.add(fingerprint)


class ReplayedSubject(Subject):
    """Gives replies that have come already."""

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
    """The check asked this solution something else than the reference, or got something that is no answer."""


class RecordingReference(TrustedSubject):
    """The reference, which writes down what it was asked."""

    def __init__(self, stem: str) -> None:
        super().__init__(stem, (REFERENCE / f"{stem}.py").read_text(encoding="utf-8"))
        self.asked: list[Scenario] = []

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        self.asked.append(scenario)
        return super().perform(scenario)


@lru_cache(maxsize=256)
def recorded_examples(check: Check, sampling: Sampling) -> tuple[RecordedExample, ...]:
    """All examples of a check, in the order in which Hypothesis draws them."""
    reference = RecordingReference(check.stem)
    found: list[RecordedExample] = []

    def write_down(law: Callable[..., None], drawn: Drawn) -> None:
        reference.asked = []
        try:
            law(subject=reference, **drawn)
        except (Mismatch, CheckAborted) as error:
            raise RuntimeError(f"{check.id}: the reference does not pass its own check: {error}") from error
        for value in drawn.values():
            if isinstance(value, Tape):
                value.data = None  # all is drawn; what Hypothesis remembers of it is large
        bodies = [protocol.body(scenario=scenario.to_json()) for scenario in reference.asked]
        found.append(RecordedExample(law, drawn, reference.asked, bodies))

    each_example(sampling.applied_to(check), write_down)
    return tuple(found)


@dataclass(frozen=True)
class Mistake:
    """What is wrong with the first wrong answer to a check, and a fingerprint of all answers up to there."""

    error: Exception
    fingerprint: bytes


def first_mistake(check: Check, subject: SandboxedSubject, sampling: Sampling) -> Mistake | None:
    """Ask all that the check asks, the first few examples first: the first mistake, None if all is right.

    Raises CheckAborted where the solution stopped before an answer was wrong.
    """
    rehearsed = recorded_examples(check, sampling)
    seen = hashlib.sha256()
    for part in (rehearsed[:FIRST], rehearsed[FIRST:]):
        scenarios = [scenario for example in part for scenario in example.scenarios]
        said, stop = subject.replies(scenarios, [body for example in part for body in example.bodies])
        replies = iter(said)
        for example in part:
            mine = list(islice(replies, len(example.scenarios)))
            if len(mine) < len(example.scenarios):
                break
            seen.update(b"\n".join(mine))
            try:
                example.holds(mine, subject)
            except Exception as error:
                return Mistake(error, seen.digest())
        if stop:
            raise stop
    return None
