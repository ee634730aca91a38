"""The smallest network on which a check fails: Hypothesis looks for it, once for all who answer the same.

What Hypothesis asks while it shrinks is decided by the answers, and by nothing else. So what it asked, what was
answered and what it found are kept. Whose first answers are those of somebody before is asked the same questions, at
once; if all the answers are the same again, so is what Hypothesis would find.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from checks.law.check import Check
from checks.law.subject import Subject
from checks.model.outcomes import Mismatch, Raised, mismatch_in
from checks.model.scenario import Scenario
from grader.course.sampling import Sampling
from grader.guest import protocol
from grader.judge.shared_cache import Findings
from grader.judge.subject import SandboxedSubject

KEPT = 500
"""Searches that are remembered, the latest ones: a few megabytes."""


@dataclass
class Search:
    """What was asked, each scenario by itself, what was answered, and what came of it."""

    scenarios: list[Scenario] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    replies: list[bytes] = field(default_factory=list)
    found: Mismatch | None = None
    """None if all is right by itself."""

    steady: bool = True
    """Whether it was wrong again when it was asked again."""


VARIANTS = 3
"""Searches that are remembered of those whose first answers are the same, but not the later ones."""

_searches = Findings("search", KEPT)


def smallest_mistake(check: Check, subject: SandboxedSubject, sampling: Sampling, fingerprint: bytes) -> Search:
    """Let Hypothesis ask, each scenario by itself, and shrink; `fingerprint` is that of the answers given before.

    Raises CheckAborted where the solution stops.
    """
    for variant in range(VARIANTS):
        key = (check.id, sampling, subject.limits, fingerprint, variant)
        known: Search | None = _searches.get(key)
        if known is None:
            known = _search(check, subject, sampling)
            _searches.put(key, known)
            return known
        if _same_again(known, subject):
            return known
    return _search(check, subject, sampling)


def _same_again(known: Search, subject: SandboxedSubject) -> bool:
    """Whether the solution gives the answers that were given in that search."""
    subject.new_check()
    replies, _ = subject.replies(known.scenarios, known.bodies, apart=True)
    return replies == known.replies


def _search(check: Check, subject: SandboxedSubject, sampling: Sampling) -> Search:
    subject.new_check()
    noting = RecordingSubject(subject)
    search = noting.search
    try:
        sampling.applied_to(check).function(subject=noting)
    except Exception as error:
        search.found = mismatch_in(error)
        if search.found is None:
            raise
        search.steady = search.found is error
        # Through its traceback it would keep all that Hypothesis had in its hands.
        search.found.__traceback__ = search.found.__context__ = search.found.__cause__ = None
    return search


class RecordingSubject(Subject):
    """A solution, with notes of what it was asked and what it answered."""

    def __init__(self, subject: SandboxedSubject) -> None:
        self.stem = subject.stem
        self.subject = subject
        self.search = Search()

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        body = protocol.body(scenario=scenario.to_json())
        said, stop = self.subject.replies([scenario], [body], apart=True)
        if stop:
            raise stop
        self.search.scenarios.append(scenario)
        self.search.bodies.append(body)
        self.search.replies.append(said[0])
        return self.subject.read(said[0], scenario)
