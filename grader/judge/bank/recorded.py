"""A recorded example of a check: what was drawn, what is asked about it, and what is right."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

from checks.law.search.drawn import Drawn, Law
from checks.law.subject import Subject
from checks.model.outcomes import Raised
from checks.model.scenario import Scenario
from grader.guest import protocol
from grader.judge import replies
from grader.judge.answer_schema import fits_schema
from grader.judge.bank.right_answers import LENGTH, RightAnswers

Answered = list[tuple[list[Any], "Raised | None"]]
"""The reference's answers to some questions."""

COUNTS = b'["calls", '
"""How a step that asks for counts begins in a question. In a text, the quotes would have backslashes."""


class RecordedExample:
    """One example of a check: the values drawn, and the questions that the check asks about them."""

    def __init__(
        self,
        law: Law,
        bodies: Sequence[bytes],
        drawn: Callable[[], Drawn],
        answers: Callable[[], Answered],
        right: RightAnswers,
    ) -> None:
        """Note an example.

        Args:
            law: Called with a subject and the values drawn.
            bodies: The questions as the protocol sends them.
            drawn: Called for the values when they are needed; for answers that are known to be right, they are not.
            answers: Called for the reference's answers when they are needed.
            right: What is known to be right; more is added.
        """
        self.law = law
        self.bodies = tuple(bodies)
        self._read_drawn, self._read_answers = drawn, answers
        self.right = right

    @cached_property
    def drawn(self) -> Drawn:
        """The values drawn, by the names of the check's parameters."""
        return self._read_drawn()

    @cached_property
    def answers(self) -> Answered:
        """The reference's answers."""
        return self._read_answers()

    @cached_property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The questions."""
        return tuple(protocol.scenario_in(body) for body in self.bodies)

    @property
    def counts_calls(self) -> bool:
        """Whether a question asks for counts: a step is a list, and begins with its verb."""
        return any(COUNTS in body for body in self.bodies)

    def holds(self, received: Sequence[bytes], subject: Subject) -> None:
        """Check that the law holds for these replies.

        Raises:
            Mismatch: An answer is wrong.
            CheckAborted: The check stopped before it could decide.
            Diverged: The check asked other questions than the recorded ones, or a reply is no possible answer.
        """
        fingerprint = self.fingerprint(received)
        if not self.right.knows(fingerprint):
            self.law(subject=ReplayedSubject(subject, self.bodies, received), **self.drawn)
            self.right.add(fingerprint)

    def fingerprint(self, received: Sequence[bytes]) -> bytes:
        """Return a fingerprint of the questions and of these replies to them."""
        return hashlib.sha256(b"\n".join((*self.bodies, *received))).digest()[:LENGTH]


class ReplayedSubject(Subject):
    """Gives replies that were received earlier."""

    def __init__(self, subject: Subject, bodies: Sequence[bytes], received: Sequence[bytes]) -> None:
        self.stem = subject.stem
        self._next: Iterator[tuple[bytes, bytes]] = iter(zip(bodies, received, strict=True))

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        expected, reply = next(self._next, (None, b""))
        if protocol.body(scenario=scenario.to_json()) != expected:
            raise Diverged
        answers, raised = replies.read_content(reply, len(scenario.steps))
        if not fits_schema(scenario, answers):
            raise Diverged
        return answers, raised


class Diverged(Exception):
    """The check asked other questions than it asked the reference, or a reply is no possible answer."""
