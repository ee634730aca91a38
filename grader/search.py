"""The smallest network on which a check fails: Hypothesis looks for it, once for all who answer the same.

What Hypothesis asks while it shrinks is decided by the answers, and by nothing else. So what it asked, what was
answered and what it found are kept. Whose first answers are those of somebody before is asked the same questions, at
once; if all the answers are the same again, so is what Hypothesis would find.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from checks.check import Check
from checks.play import Play
from checks.subject import Subject
from checks.verdicts import Mismatch, Raised, mismatch_in
from grader import protocol
from grader.draws import Draws
from grader.shared import Findings
from grader.subject import SandboxedSubject

KEPT = 500
"""Searches that are remembered, the latest ones: a few megabytes."""


@dataclass
class Search:
    """What was asked, each play by itself, what was answered, and what came of it."""

    plays: list[Play] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    replies: list[bytes] = field(default_factory=list)
    found: Mismatch | None = None
    """None if all is right by itself."""

    steady: bool = True
    """Whether it was wrong again when it was asked again."""


VARIANTS = 3
"""Searches that are remembered of those whose first answers are the same, but not the later ones."""

_searches = Findings("search", KEPT)


def smallest_mistake(check: Check, subject: SandboxedSubject, draws: Draws, fingerprint: bytes) -> Search:
    """Let Hypothesis ask, each play by itself, and shrink; `fingerprint` is that of the answers given before.

    Raises Stop where the solution stops.
    """
    for variant in range(VARIANTS):
        key = (check.id, draws, subject.limits, fingerprint, variant)
        known: Search | None = _searches.get(key)
        if known is None:
            known = _search(check, subject, draws)
            _searches.put(key, known)
            return known
        if _same_again(known, subject):
            return known
    return _search(check, subject, draws)


def _same_again(known: Search, subject: SandboxedSubject) -> bool:
    """Whether the solution gives the answers that were given in that search."""
    subject.new_check()
    replies, _ = subject.replies(known.plays, known.bodies, apart=True)
    return replies == known.replies


def _search(check: Check, subject: SandboxedSubject, draws: Draws) -> Search:
    subject.new_check()
    noting = Noting(subject)
    search = noting.search
    try:
        with draws.applied_to(check):
            check.function(subject=noting)
    except Exception as error:
        search.found = mismatch_in(error)
        if search.found is None:
            raise
        search.steady = search.found is error
        # Through its traceback it would keep all that Hypothesis had in its hands.
        search.found.__traceback__ = search.found.__context__ = search.found.__cause__ = None
    return search


class Noting(Subject):
    """A solution, with notes of what it was asked and what it answered."""

    def __init__(self, subject: SandboxedSubject) -> None:
        self.stem, self.file = subject.stem, subject.file
        self.subject = subject
        self.search = Search()

    def play(self, play: Play) -> tuple[list[Any], Raised | None]:
        body = protocol.body(play=play.to_json())
        said, stop = self.subject.replies([play], [body], apart=True)
        if stop:
            raise stop
        self.search.plays.append(play)
        self.search.bodies.append(body)
        self.search.replies.append(said[0])
        return self.subject.read(said[0], play)
