"""Finds the smallest network on which a check fails, once for all solutions with the same answers.

What is asked on the way depends on the answers alone. So each search is kept: its questions, the replies
and the result. A solution whose first answers equal those of an earlier one is asked that search's questions in one
batch. If all replies are the same again, so is the result.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from checks.law.check import Check
from checks.law.search.drawn import draws_by_itself
from checks.law.search.minimize import run_to_smallest
from checks.law.subject import Subject
from checks.model.outcomes import Mismatch, Raised, mismatch_in
from checks.model.scenario import Scenario
from grader.course.sampling import Sampling
from grader.guest import protocol
from grader.judge.bank.examples import recorded_examples
from grader.judge.shared_cache import Findings
from grader.judge.subject import SandboxedSubject
from grader.judge.trusted import TrustedSubject
from grader.paths import REFERENCE

KEPT = 500
"""Number of searches that are remembered, the latest ones: a few megabytes."""


@dataclass
class Search:
    """A search: its questions, each asked alone, the replies, and the result."""

    replies: dict[bytes, bytes] = field(default_factory=dict)
    """Question -> reply, in the order in which they were asked."""

    found: Mismatch | None = None
    """The smallest mismatch; None if every answer is right when asked alone."""


VARIANTS = 3
"""Number of searches remembered for the same first answers with different later ones."""


def _pack(search: Search) -> list[Any]:
    """Make plain data of a search: its texts are JSON, and so plain ASCII."""
    texts = [[text.decode("ascii") for text in part] for part in (search.replies, search.replies.values())]
    return [*texts, search.found and list(search.found.__reduce__()[1:])]


def _unpack(data: list[Any]) -> Search:
    bodies, replies, found = data
    mismatch = found and Mismatch(*found[0])
    if mismatch:
        vars(mismatch).update(found[1])
    pairs = zip(bodies, replies, strict=True)
    return Search({body.encode(): reply.encode() for body, reply in pairs}, mismatch)


_searches = Findings("search", KEPT, _pack, _unpack)


def smallest_mistake(check: Check, subject: SandboxedSubject, sampling: Sampling, fingerprint: bytes) -> Search:
    """Ask each scenario alone, and make the first one small on which the answer is wrong.

    Args:
        check: The check that the solution does not pass.
        subject: The solution.
        sampling: Which examples to draw.
        fingerprint: That of the replies in the batch, see `bank.Mistake`.

    Returns:
        The search, which may be one that another solution with the same replies has led to.

    Raises:
        CheckAborted: The solution stopped answering.
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
    """Tell whether the solution gives the same replies as in that search."""
    subject.new_check()
    replies, _ = subject.replies([*known.replies], apart=True)
    return replies == [*known.replies.values()]


def _search(check: Check, subject: SandboxedSubject, sampling: Sampling) -> Search:
    subject.new_check()
    noting = RecordingSubject(subject)
    search = noting.search
    try:
        examples = [example.drawn for example in recorded_examples(check, sampling)]
        # What a law draws by itself, Hypothesis alone can make smaller.
        known = None if any(map(draws_by_itself, examples)) else examples
        run_to_smallest(check if known else sampling.applied_to(check), noting, right_solution(check.stem), known)
    except Exception as error:
        search.found = mismatch_in(error)
        if search.found is None:
            raise
        # Its traceback would keep all of Hypothesis' objects alive.
        search.found.__traceback__ = search.found.__context__ = search.found.__cause__ = None
    return search


@lru_cache(maxsize=16)
def right_solution(stem: str) -> TrustedSubject:
    """Return the reference, to be asked in this process."""
    return TrustedSubject(stem, (REFERENCE / f"{stem}.py").read_text(encoding="utf-8"))


class RecordingSubject(Subject):
    """A solution, with a record of its questions and replies.

    It is asked each question once, as its module is loaded anew for each: a search comes back to some, large ones too.
    """

    def __init__(self, subject: SandboxedSubject) -> None:
        self.stem = subject.stem
        self.subject = subject
        self.search = Search()

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        body = protocol.body(scenario=scenario.to_json())
        if body not in self.search.replies:
            replies, stop = self.subject.replies([body], apart=True)
            if stop:
                raise stop
            self.search.replies[body] = replies[0]
        return self.subject.read(self.search.replies[body], scenario)
