"""What the tests of the grader's own examination share."""

from __future__ import annotations

from checks.check import Check
from checks.verdicts import Mismatch, Stop
from grader import checklist, diagnosis
from grader.draws import OWN
from grader.examination import Tape
from grader.judging import Outcome
from grader.known import KnownSubject
from grader.rehearsal import scenes


def outcome(check: Check, subject: KnownSubject) -> Outcome:
    """As the judge finds it, but with the first counterexample instead of the smallest: it takes no time."""
    subject.new_check()
    for scene in scenes(check, OWN):
        for value in scene.drawn.values():
            if isinstance(value, Tape):
                value.rewind()
        try:
            scene.law(subject=subject, **scene.drawn)
        except Stop as stop:
            return Outcome(check, stop.status, str(stop), stop.play)
        except Mismatch as mismatch:
            return Outcome(check, "failed", str(mismatch), mismatch.play)
    return Outcome(check, "passed")


def outcomes(stem: str, text: str, seconds: float = 2.0) -> tuple[list[Outcome], KnownSubject]:
    """What a solution gets from all the checks of its exercise."""
    subject = KnownSubject(stem, text, seconds)
    return [outcome(check, subject) for check in checklist.all_checks(stem)], subject


def named(stem: str, text: str) -> set[str]:
    """The ids of the misconceptions that a solution is told to have."""
    found, subject = outcomes(stem, text)
    return {m.id for m in diagnosis.diagnose(stem, found, subject).values()}
