"""The server's history of pushes is read as it was written, and foreign lines in it are named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from grader.intake.push_history import NO_COMMIT, Begun, Graded, History, Limited, Pushed

MAIN = "refs/heads/main"
WRITTEN_BEFORE = (
    '{"event": "pushed", "time": "2026-10-25T20:00:00.000000+00:00", "old": "0", "new": "1", "ref": "main"}\n'
)


def graded(minutes_ago: float, score: float = 1.0, new_files: int = 1, ref: str = MAIN) -> Graded:
    time = datetime.now(UTC) - timedelta(minutes=minutes_ago)
    figures = {"score": score, "max_score": 14.0, "seconds": 2.5}
    return Graded(ref=ref, time=time, commit="1", status="graded", new_files=new_files, **figures)


def test_events_are_read_as_they_were_written(tmp_path: Path) -> None:
    """Events of each kind are read in their order."""
    history = History(tmp_path)
    pushed = [Pushed(ref=MAIN, old=NO_COMMIT, new="1"), Pushed(ref=MAIN, old="1", new="2")]
    limited = Limited(ref=MAIN, commit="2")
    for event in (pushed[0], limited, pushed[1]):
        history.add(event)
    assert list(history.events(Pushed)) == pushed
    assert list(history.events(Limited)) == [limited]
    assert list(history.events(Graded)) == []


def test_a_history_of_an_earlier_version_is_read(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.file.parent.mkdir()
    history.file.write_text(WRITTEN_BEFORE)
    (event,) = history.events(Pushed)
    assert event == Pushed(ref="main", time=datetime(2026, 10, 25, 20, tzinfo=UTC), old="0", new="1")


@pytest.mark.parametrize("line", ["no JSON", '{"event": "pushed"}', '{"event": "sold", "ref": "main"}'])
def test_a_line_that_is_none_of_ours_is_named(tmp_path: Path, line: str) -> None:
    history = History(tmp_path)
    history.file.parent.mkdir()
    history.file.write_text(f"{WRITTEN_BEFORE}{line}\n")
    with pytest.raises(ValueError, match=r"history\.jsonl, line 2: expected an event of a push"):
        list(history.events(Pushed))


def test_the_last_score_is_that_of_the_branch(tmp_path: Path) -> None:
    history = History(tmp_path)
    assert history.last_score(MAIN) is None
    for event in (graded(3, 2.0), graded(2, 5.0), graded(1, 9.0, ref="refs/heads/other")):
        history.add(event)
    assert history.last_score(MAIN) == 5.0


def test_the_next_grading_is_an_hour_after_the_first_that_counts(tmp_path: Path) -> None:
    """Gradings that found nothing new do not count, nor those of more than an hour ago."""
    history = History(tmp_path)
    first = graded(40)
    for event in (graded(61), first, graded(30, new_files=0), graded(20)):
        history.add(event)
    assert history.next_grading(3) is None
    assert history.next_grading(2) == first.time + timedelta(hours=1)


def test_a_grading_counts_when_it_begins(tmp_path: Path) -> None:
    """Whether it has ended or was broken off; once only, and its end by itself in an older history."""
    history = History(tmp_path)
    began = datetime.now(UTC) - timedelta(minutes=10)
    history.add(Begun(ref=MAIN, commit="1", time=began))
    assert history.next_grading(1) == began + timedelta(hours=1)
    history.add(graded(9))
    assert history.next_grading(1) == began + timedelta(hours=1)
    assert history.next_grading(2) is None
