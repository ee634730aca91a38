"""The limits of a push: gradings are counted as they begin, and all branches share one time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from grader.course.config import Course
from grader.course.decisions import Decision, Decisions, ForAll
from grader.course.exceptions import StudentException
from grader.grading.store import Store
from grader.grading.student_view import StudentEntry
from grader.push import answer
from grader.push.answer import LAST_SECONDS, Time
from grader.record import CheckEntry, MisconceptionName
from grader.reports.push import scoreboard
from tests import records

STEMS = ("ex1_by_hand", "ex2_compile")
SECONDS = 40.0


WRONG: dict[str, list[CheckEntry]] = {}
"""Checks that fail, by exercise, beside the one that passes."""


class Hand:
    """A clock that moves only when it is told to."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def gradings(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, float]]:
    """The exercises that are graded, and the time that each may take."""
    noted: list[tuple[str, float]] = []

    def grade(handed_in: object, rules: Course, *, exercises: list[str], sandbox: str) -> Any:
        noted.append((exercises[0], rules.limits.exercise_seconds))
        checks = [records.check(f"{exercises[0]}::a"), *WRONG.get(exercises[0], [])]
        return records.entry("ada", [records.exercise(exercises[0], checks)])

    monkeypatch.setattr("grader.push.answer.api.grade", grade)
    monkeypatch.setattr(answer, "choose", lambda: SimpleNamespace(name="process"))
    return noted


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = tmp_path / "ada"
    files.mkdir()
    for stem in STEMS:
        (files / f"{stem}.py").write_text("x = 1\n")
    return files


def test_a_grading_is_noted_before_it_is_done(tmp_path: Path, folder: Path, gradings: list[tuple[str, float]]) -> None:
    """Once for a push, and not at all if every file was graded before."""
    store, time = Store(tmp_path / "store", StudentEntry), Time(SECONDS, lambda: 0.0)
    begun: list[int] = []
    for _ in range(2):
        answer._entry(folder, Course(exercises=STEMS), store, time, 1, lambda: begun.append(len(gradings)))
    assert begun == [0]
    assert [stem for stem, _ in gradings] == list(STEMS)


def test_branches_share_the_time(tmp_path: Path, folder: Path, gradings: list[tuple[str, float]]) -> None:
    """The exercise under way has a short time to end; when the time is over, no other is begun, on any branch."""
    clock = Hand()
    time = Time(SECONDS, clock)
    store = Store(tmp_path / "store", StudentEntry)
    time.begin()
    clock.now += SECONDS - 1
    assert time.end() == SECONDS - 1
    clock.now += 1000  # it waits for its turn
    time.begin()
    answer._entry(folder, Course(exercises=STEMS[:1]), store, time, 1, lambda: None)
    assert gradings == [(STEMS[0], 1 + LAST_SECONDS)]
    clock.now += 2
    entry, new, late = answer._entry(folder, Course(exercises=STEMS[1:]), store, time, 1, lambda: None)
    assert (entry, new, late) == (None, 0, [STEMS[1]])


EXCEPTIONS = {
    "ada": {"ex2_compile": StudentException(excused=True), "ex1_by_hand": StudentException(more=timedelta(days=2))},
    "ben": {"all": StudentException(excused=True)},
}
DEADLINES = dict.fromkeys(STEMS, datetime(2026, 11, 1, 12, tzinfo=UTC))


def test_a_push_obeys_the_exceptions_of_its_student(
    tmp_path: Path, folder: Path, gradings: list[tuple[str, float]]
) -> None:
    """What is kept for the next push is without them, and nothing is said of anybody else's."""
    store = Store(tmp_path / "store", StudentEntry)
    rules = Course(exercises=STEMS, students=EXCEPTIONS, deadlines=DEADLINES)
    entry, _, _ = answer._entry(folder, rules, store, Time(SECONDS, lambda: 0.0), 1, lambda: None)
    assert entry is not None
    said = list(scoreboard(answer._finished(entry, rules, "ada", {}), None))
    assert [line.split() for line in said[:2]] == [["ex1_by_hand", "2", "/", "2", "✓"], ["ex2_compile", "excused", "✓"]]
    assert said[2].startswith("2 of 2 points.")
    assert said[-2:] == ["ex1_by_hand: extended until 2026-11-03 12:00:00 UTC", "ex2_compile: excused"]
    other = tmp_path / "cy"
    folder.rename(other)
    plain, _, _ = answer._entry(other, rules, store, Time(SECONDS, lambda: 0.0), 1, lambda: None)
    assert plain is not None
    assert plain.max_score == 4
    said = list(scoreboard(answer._finished(plain, rules, "cy", {}), None))
    assert not [line for line in said if "excused" in line or "extended" in line]
    assert [stem for stem, _ in gradings] == list(STEMS)


def test_a_push_obeys_what_a_person_decided(
    tmp_path: Path, folder: Path, gradings: list[tuple[str, float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """About the student's text, a check, a mistake. A new decision is no reason to grade the other exercises again."""
    sign = MisconceptionName("sign_lost", "The sign is lost", "...")
    monkeypatch.setitem(WRONG, STEMS[0], [records.check("ex1_by_hand::b", "failed", misconception=sign)])
    monkeypatch.setitem(WRONG, STEMS[1], [records.check("ex2_compile::b", "failed")])
    store = Store(tmp_path / "store", StudentEntry)

    def said(*students: Decision, **for_all: dict[str, ForAll]) -> list[str]:
        rules = Course(exercises=STEMS, decisions=Decisions([*students], **for_all))
        entry, _, _ = answer._entry(folder, rules, store, Time(SECONDS, lambda: 0.0), 1, lambda: None)
        assert entry is not None
        return list(scoreboard(entry, None))[2:]

    def own(student: str, text: str) -> Decision:
        return Decision(student, STEMS[1], text, "points", 3.0, "You explained it well.", "Eva", "Monday")

    assert said()[0].startswith("4 of 8 points.")
    void = {"ex2_compile::b": ForAll("It was unclear.", "Eva", "Monday")}
    total, note = said(void=void)
    assert total.startswith("6 of 8 points.") and note.endswith("has full marks for everybody: It was unclear.")
    total, note = said(milder={"sign_lost": ForAll("", "Eva", "Monday", 0.5)})
    assert (total[:15], note) == ("4.5 of 8 points", "'The sign is lost' costs 0.5 less")
    seen = records.exercise(STEMS[1], []).sha256 or "nothing"
    gradings.clear()
    assert said(own("ben", seen))[0].startswith("4 of 8 points.")
    assert gradings == []
    total, note = said(own("ada", seen))
    assert (total[:13], note) == ("5 of 8 points", "ex2_compile: You explained it well.")
    assert [stem for stem, _ in gradings] == [STEMS[1]]
    assert said(own("ada", "another text"))[0].startswith("4 of 8 points.")
