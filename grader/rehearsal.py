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

from checks.check import Check
from checks.play import Play
from checks.subject import Subject
from checks.verdicts import Mismatch, Raised, Stop
from grader import protocol
from grader.draws import Draws
from grader.examination import Tape, each_example
from grader.known import KnownSubject
from grader.paths import REFERENCE
from grader.shapes import shaped
from grader.subject import SandboxedSubject

FIRST = 5
"""Examples that are asked before the others: who makes a mistake mostly makes it there already."""

REMEMBERED = 50
"""Right sets of answers that are remembered for each scene: solutions differ in the last digits of their numbers."""


@dataclass
class Scene:
    """One example of a check: what was drawn, and what the check asks about it."""

    law: Callable[..., None]
    drawn: dict[str, Any]
    plays: list[Play]
    bodies: list[bytes]
    """The plays as the protocol sends them."""

    right: set[bytes] = field(default_factory=set)
    """Fingerprints of answers that were found to be right before."""

    def holds(self, replies: Sequence[bytes], subject: Subject) -> None:
        """The check's law on these replies; Mismatch or Stop if it does not hold."""
        fingerprint = hashlib.sha256(b"\n".join(replies)).digest()
        if fingerprint in self.right:
            return
        for value in self.drawn.values():
            if isinstance(value, Tape):
                value.rewind()
        self.law(subject=Replying(subject, self.plays, replies), **self.drawn)
        if len(self.right) < REMEMBERED:
            self.right.add(fingerprint)


class Replying(Subject):
    """Gives replies that have come already."""

    def __init__(self, subject: Subject, plays: list[Play], replies: Sequence[bytes]) -> None:
        self.stem, self.file = subject.stem, subject.file
        self._next = iter(zip(plays, replies, strict=True))

    def play(self, play: Play) -> tuple[list[Any], Raised | None]:
        expected, reply = next(self._next, (None, b""))
        if play != expected:
            raise Diverged
        answers, raised = protocol.read_content(reply, len(play.steps))
        if not shaped(play, answers):
            raise Diverged
        return answers, raised


class Diverged(Exception):
    """The check asked this solution something else than the reference, or got something that is no answer."""


class Asking(KnownSubject):
    """The reference, which writes down what it was asked."""

    def __init__(self, stem: str) -> None:
        super().__init__(stem, (REFERENCE / f"{stem}.py").read_text(encoding="utf-8"))
        self.asked: list[Play] = []

    def play(self, play: Play) -> tuple[list[Any], Raised | None]:
        self.asked.append(play)
        return super().play(play)


@lru_cache(maxsize=256)
def scenes(check: Check, draws: Draws) -> tuple[Scene, ...]:
    """All examples of a check, in the order in which Hypothesis draws them."""
    reference = Asking(check.stem)
    found: list[Scene] = []

    def write_down(law: Callable[..., None], drawn: dict[str, Any]) -> None:
        reference.asked = []
        try:
            law(subject=reference, **drawn)
        except (Mismatch, Stop) as error:
            raise RuntimeError(f"{check.id}: the reference does not pass its own check: {error}") from error
        for value in drawn.values():
            if isinstance(value, Tape):
                value.data = None  # all is drawn; what Hypothesis remembers of it is large
        bodies = [protocol.body(play=play.to_json()) for play in reference.asked]
        found.append(Scene(law, drawn, reference.asked, bodies))

    with draws.applied_to(check):
        each_example(check, write_down)
    return tuple(found)


@dataclass(frozen=True)
class Mistake:
    """What is wrong with the first wrong answer to a check, and a fingerprint of all answers up to there."""

    error: Exception
    fingerprint: bytes


def first_mistake(check: Check, subject: SandboxedSubject, draws: Draws) -> Mistake | None:
    """Ask all that the check asks, the first few examples first: the first mistake, None if all is right.

    Raises Stop where the solution stopped before an answer was wrong.
    """
    rehearsed = scenes(check, draws)
    seen = hashlib.sha256()
    for part in (rehearsed[:FIRST], rehearsed[FIRST:]):
        plays = [play for scene in part for play in scene.plays]
        said, stop = subject.replies(plays, [body for scene in part for body in scene.bodies])
        replies = iter(said)
        for scene in part:
            mine = list(islice(replies, len(scene.plays)))
            if len(mine) < len(scene.plays):
                break
            seen.update(b"\n".join(mine))
            try:
                scene.holds(mine, subject)
            except Exception as error:
                return Mistake(error, seen.digest())
        if stop:
            raise stop
    return None
