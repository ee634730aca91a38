"""What makes grading quick changes no verdict: questions asked in batches, right answers and searches remembered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, is_hypothesis_test, settings

from checks.check import Check
from checks.play import Play
from checks.subject import Subject
from checks.verdicts import Raised, Stop, mismatch_in
from grader import checklist, protocol, rehearsal, search
from grader.draws import OWN, OWN_SETTINGS
from grader.grading import grade
from grader.judging import judge
from grader.limits import Limits
from grader.sandbox import choose
from grader.sandbox.worker import ForkServer
from grader.subject import SandboxedSubject
from grader.submission import read

SUBMISSIONS = Path(__file__).parent / "submissions"
STUDENTS = sorted(p.name for p in SUBMISSIONS.iterdir() if p.is_dir() and p.name != "hostile")
LIMITS = Limits(call_seconds=2)
STEM = "ex1_by_hand"


class OneByOne(Subject):
    """Asks a solution each question when Hypothesis comes to it, and waits for the answer."""

    def __init__(self, subject: SandboxedSubject) -> None:
        self.stem, self.file = subject.stem, subject.file
        self.subject = subject

    def play(self, play: Play) -> tuple[list[Any], Raised | None]:
        said, stop = self.subject.replies([play], [protocol.body(play=play.to_json())])
        if stop:
            raise stop
        return self.subject.read(said[0], play)


def plain_status(check: Check, subject: SandboxedSubject, monkeypatch: pytest.MonkeyPatch) -> str:
    """The status of a check by the simplest of judges; it does not shrink, for that changes no verdict."""
    function: Any = check.function
    with monkeypatch.context() as patched:
        if is_hypothesis_test(function):
            quick = settings(getattr(function, OWN_SETTINGS), phases=(Phase.explicit, Phase.generate))
            patched.setattr(function, OWN_SETTINGS, quick)
        subject.new_check()
        try:
            function(subject=OneByOne(subject))
        except Stop as stop:
            return stop.status
        except Exception as error:
            if mismatch_in(error) is None:
                raise
            return "failed"
    return "passed"


@pytest.mark.parametrize("student", STUDENTS)
def test_same_verdicts(student: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Check by check, those of a judge that asks one question after the other and remembers nothing."""
    submission = read(SUBMISSIONS / student, student, LIMITS.source_bytes)
    entry = grade(submission, checklist.stems(), LIMITS)
    with ForkServer(LIMITS, choose()) as server:
        for exercise in entry["exercises"]:
            file = submission.files.get(exercise["id"])
            if file is None or file.problem:
                continue
            with SandboxedSubject(exercise["id"], file.text, LIMITS, server=server) as subject:
                for one, check in zip(exercise["checks"], checklist.all_checks(exercise["id"]), strict=True):
                    assert plain_status(check, subject, monkeypatch) == one["status"], one["id"]


@pytest.mark.parametrize("stem", checklist.stems())
def test_networks_are_those_of_pytest(stem: str) -> None:
    """What a student's own pytest asks is what the grader asks, example by example."""
    for check in checklist.all_checks(stem):
        reference = rehearsal.Asking(stem)
        function: Any = check.function
        function(subject=reference)
        assert [play for scene in rehearsal.scenes(check, OWN) for play in scene.plays] == reference.asked, check.id


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The checks for which Hypothesis had to search; nothing is remembered from before."""
    found: list[str] = []
    inner = search._search

    def noted(check: Check, *rest: Any) -> search.Search:
        found.append(check.id)
        return inner(check, *rest)

    monkeypatch.setattr(search, "_search", noted)
    monkeypatch.setattr(search, "_searches", {})
    return found


def outcome(name: str, source: str) -> Any:
    check = next(c for c in checklist.all_checks(STEM) if c.id == f"{STEM}::{name}")
    with SandboxedSubject(STEM, source, LIMITS) as subject:
        return judge(check, subject, OWN)


FLIPPED = """
def gradients(weight, bias, x, y):
    d = 2 * (y - weight * x - bias)
    return d * x, d
"""


def test_who_answers_the_same_is_not_searched_again(searched: list[str]) -> None:
    """The same message as from a search, though the text is another one."""
    first = outcome("gradients", FLIPPED)
    assert (first.status, len(searched)) == ("failed", 1)
    second = outcome("gradients", FLIPPED.replace("d = 2 * (y - weight * x - bias)", "d = (y - weight * x - bias) * 2"))
    assert len(searched) == 1
    assert (second.status, second.message, second.play) == (first.status, first.message, first.play)


def test_who_answers_differently_later_is_searched_anew(searched: list[str]) -> None:
    """The first answers are the same, but the smallest question is answered rightly: another one is the smallest."""
    first = outcome("gradients", FLIPPED)
    weight, bias, x, y = first.play.steps[0].argument[1:]
    exception = f"    if (weight, bias, x, y) == ({weight}, {bias}, {x}, {y}):\n        d = -d\n    return"
    second = outcome("gradients", FLIPPED.replace("    return", exception))
    assert len(searched) == 2
    assert second.status == "failed"
    assert second.play != first.play


def test_only_so_many_searches_are_remembered(searched: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest is forgotten first."""
    monkeypatch.setattr(search, "KEPT", 2)
    for factor in (2, 3, 4, 4, 2):
        assert outcome("gradients", FLIPPED.replace("2 *", f"{factor} *")).status == "failed"
    assert len(searched) == 4
    assert len(search._searches) == 2
