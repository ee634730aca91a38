"""A recorded example of a check: what was drawn, what is asked about it, and what is right."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

from checks.law.search.drawn import Drawn, Law
from checks.law.search.sealed import counts
from checks.law.subject import Subject
from checks.model.outcomes import Raised
from checks.model.scenario import Scenario
from grader.guest import protocol
from grader.judge import replies
from grader.judge.answer_schema import fits_schema
from grader.judge.bank.right_answers import LENGTH, RightAnswers

Content = tuple[Drawn, "list[tuple[list[Any], Raised | None]]"]
"""The values drawn, and the reference's answers to the questions about them."""


class RecordedExample:
    """One example of a check: the values drawn, and the questions that the check asks about them."""

    def __init__(self, law: Law, bodies: Sequence[bytes], content: Callable[[], Content], right: RightAnswers) -> None:
        """Note an example.

        Args:
            law: Called with a subject and the values drawn.
            bodies: The questions as the protocol sends them.
            content: Called for the rest when it is needed, which it is not for answers that are known to be right.
            right: Those; more are added.
        """
        self.law = law
        self.bodies = tuple(bodies)
        self._read = content
        self.right = right

    @cached_property
    def _content(self) -> Content:
        return self._read()

    @property
    def drawn(self) -> Drawn:
        """The values drawn, by the names of the check's parameters."""
        return self._content[0]

    @property
    def answers(self) -> list[tuple[list[Any], Raised | None]]:
        """The reference's answers."""
        return self._content[1]

    @cached_property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The questions."""
        return tuple(protocol.scenario_in(body) for body in self.bodies)

    @property
    def counts_calls(self) -> bool:
        """Whether a question asks for counts. Most do not: what is not in the text need not be decoded."""
        return any(b'"calls"' in body for body in self.bodies) and counts(self.scenarios)

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
