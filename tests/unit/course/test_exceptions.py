"""Exceptions for students: read from the course file and a CSV beside it, and never to a student's disadvantage."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.course import registry
from grader.course.config import Course, CourseError, exceptions_file, read_course
from grader.course.exceptions import Exceptions, StudentException, describe_strangers, parse_exception
from grader.intake.collected import Collected, Collection, write_collection
from grader.intake.excused import leave_out_excused
from grader.intake.late_penalty import apply_late_penalty
from grader.intake.own_deadlines import OwnDeadlines
from grader.paths import KIT
from grader.record import LatePolicy, SubmissionEntry
from tests import records

STEMS = ("ex1_by_hand", "ex2_compile", "ex3_caching")
CLASS = datetime(2026, 11, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)

FULL = """
late_days = 3
exceptions = "more.csv"

[students.ada]
ex3_caching = "excused"
all = { until = 2026-12-01T12:00:00+01:00 }

[students."bo b"]
ex1_by_hand = "+48h"
ex2_compile = "2026-12-01 12:00 Europe/Berlin"
"""
CSV = "student,exercise,exception\nada,ex1_by_hand,+2d\nzoe,all,excused\n"


def write(folder: Path, text: str = FULL, csv: str | None = CSV) -> Path:
    if csv is not None:
        (folder / "more.csv").write_text(csv)
    file = folder / "course.toml"
    file.write_text(text)
    return file


def test_everything_that_can_be_granted(tmp_path: Path) -> None:
    noon = datetime(2026, 12, 1, 11, tzinfo=UTC)
    course = read_course(write(tmp_path))
    assert course.late_days == 3
    assert course.students == {
        "ada": {
            "ex3_caching": StudentException(excused=True),
            "all": StudentException(until=noon),
            "ex1_by_hand": StudentException(more=timedelta(hours=48)),
        },
        "bo b": {
            "ex1_by_hand": StudentException(more=timedelta(hours=48)),
            "ex2_compile": StudentException(until=noon),
        },
        "zoe": {"all": StudentException(excused=True)},
    }
    assert course.exception("ada", "ex3_caching") == StudentException(excused=True, until=noon)
    assert course.exception("nobody", "ex3_caching") == StudentException()
    assert exceptions_file(tmp_path / "course.toml") == tmp_path / "more.csv"
    assert exceptions_file(write(tmp_path, "")) is None


def test_the_best_of_several_holds() -> None:
    """An extension that is earlier than the class's deadline changes nothing."""
    early = StudentException(until=CLASS - DAY)
    assert early.deadline(CLASS) == CLASS
    both = StudentException(more=DAY) | StudentException(until=CLASS + 3 * DAY)
    assert both.deadline(CLASS) == CLASS + 3 * DAY


def test_the_example_of_the_documentation_is_right(tmp_path: Path) -> None:
    text = (KIT / "docs/how-to/describe-a-course.md").read_text("utf-8")
    example, csv = (re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)[0] for kind in ("toml", "text"))
    (tmp_path / "exceptions.csv").write_text(csv)
    course = read_course(write(tmp_path, example, None))
    assert course.exception("ada", "ex3_caching").more == timedelta(hours=48)
    assert course.exception("bruno", "ex2_compile").excused


@pytest.mark.parametrize(
    ("text", "csv", "said"),
    [
        ("late_days = 1.5", None, "course.toml: late_days: expected a whole number of days, 0 or more, got 1.5"),
        ("students = 3", None, "course.toml: students: expected a table of exceptions for each student, got 3"),
        (
            "exceptions = '../a.csv'",
            None,
            "course.toml: exceptions: expected the name of a CSV file beside this one, got",
        ),
        ("exceptions = 'more.csv'", None, "got 'more.csv', which cannot be read: No such file or directory"),
        ("[students]\nada = 3", None, "students.ada: expected a table of exceptions by exercise, got 3"),
        ("[students.ada]\nex3 = '+1d'", None, "students.ada.ex3: expected one of all, ex1_by_hand"),
        ("[students.ada]\nex3 = '+1d'", None, "got 'ex3'; did you mean ex3_caching?"),
        ("[students.ada]\nall = '48h'", None, "students.ada.all: expected 'excused', more time like '+48h'"),
        ("[students.ada]\nall = '+0h'", None, "got '+0h'"),
        ("[students.ada]\nall = 2026-12-01T12:00:00", None, "got 2026-12-01 12:00:00"),
        ("[students.ada]\nall = true", None, "got True"),
        ("[students.ada]\nall = { unti = '+48h' }", None, "got {'unti': '+48h'}"),
        (
            "exceptions = 'more.csv'",
            "student,exercise\n a,all\n",
            "more.csv, line 1: expected the columns student, exercise, exception, got student, exercise",
        ),
        ("exceptions = 'more.csv'", CSV + "ada,ex1_by_hand,+3d\n", "line 4: expected each student and exercise once"),
        ("exceptions = 'more.csv'", CSV + "ben,ex9,+3d\n", "more.csv, line 4: expected one of all, ex1_by_hand"),
        (
            "exceptions = 'more.csv'",
            CSV + ",all,+3d\n",
            "more.csv, line 4: expected the name of a student, got nothing",
        ),
        ("exceptions = 'more.csv'", CSV + "\n\nben,ex9,+3d\n", "more.csv, line 6: expected one of all"),
        ("exceptions = 'more.csv'", CSV + "ben,all,+3d,+4d\n", "line 4: expected a cell for each column, got more"),
        (
            "exceptions = 'more.csv'",
            "student|exercise|exception\n",
            "more.csv, line 1: expected the columns student, ex",
        ),
        ("exceptions = 'more.csv'", CSV + "ben,all\n", "more.csv, line 4: expected 'excused', more time"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, csv: str | None, said: str) -> None:
    """The message is one line, with the file, the key or line, the expected and the actual value."""
    with pytest.raises(CourseError) as error:
        read_course(write(tmp_path, text, csv))
    assert said in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    text = "name = 3\nexceptions = 'more.csv'\n[students.ada]\nall = 1\nex1 = 2\n"
    with pytest.raises(CourseError) as error:
        read_course(write(tmp_path, text, CSV + "ben,all,soon\n"))
    places = [line.split(": expected")[0].removeprefix(f"{tmp_path}/") for line in str(error.value).splitlines()]
    assert places == [
        "course.toml: name",
        "course.toml: students.ada.all",
        "course.toml: students.ada.ex1",
        "more.csv, line 4",
    ]


def test_a_misspelt_student_is_named() -> None:
    granted: Exceptions = {"adda": {}, "ben": {}, "xyz": {}}
    assert list(describe_strangers(granted, ["ada", "ben"])) == [
        "the exceptions of 'adda': expected a student of the class, by folder or in the roster; did you mean ada?",
        "the exceptions of 'xyz': expected a student of the class, by folder or in the roster",
    ]


def own(late_days: int = 0, **granted: str) -> OwnDeadlines:
    exceptions = {"ada": {stem: parse_exception(text) for stem, text in granted.items()}}
    course = Course(exercises=STEMS, late_days=late_days, students=exceptions, late=LatePolicy(10, 2))
    return OwnDeadlines(course, "ada", {"ex1_by_hand": CLASS, "ex2_compile": CLASS + 7 * DAY})


def test_late_days_are_spent_in_the_order_of_the_classs_deadlines() -> None:
    """Whole days: a minute late costs one. An extension does not change the order."""
    deadlines = own(late_days=3, ex1_by_hand="+30d")
    assert deadlines.in_order(["ex2_compile", "capstone", "ex1_by_hand"]) == ["ex1_by_hand", "ex2_compile", "capstone"]
    assert deadlines.end("ex2_compile") == CLASS + (7 + 2 + 3) * DAY
    assert deadlines.count("ex1_by_hand", CLASS + 30 * DAY) == (0, 0)
    assert deadlines.count("ex1_by_hand", CLASS + 30 * DAY + timedelta(minutes=1)) == (0, 1)
    assert deadlines.count("ex2_compile", CLASS + 11 * DAY) == (2, 2)
    assert deadlines.late_days_left == 0
    assert deadlines.last() == CLASS + 30 * DAY


def test_who_is_excused_spends_no_late_days() -> None:
    deadlines = own(late_days=3, ex1_by_hand="excused")
    assert deadlines.count("ex1_by_hand", CLASS + 2 * DAY) == (0, 0)
    assert deadlines.late_days_left == 3


def test_without_deadlines_nothing_is_late() -> None:
    deadlines = OwnDeadlines(Course(late_days=2), "ada", {})
    assert deadlines.deadline("ex1_by_hand") is deadlines.end("ex1_by_hand") is deadlines.last() is None
    assert deadlines.in_order(STEMS) == list(STEMS)
    assert deadlines.count("ex1_by_hand", CLASS) == (0, 0)


def entry(*shares: float, path: str = "class/ada") -> SubmissionEntry:
    exercises = []
    for stem, share in zip(STEMS, shares, strict=True):
        check = registry.all_checks(stem)[0].id
        exercises.append(records.exercise(stem, [records.check(check, score=10 * share, max_score=10.0)]))
    return records.entry("ada", exercises, path=path)


def excused(*stems: str) -> Course:
    return Course(exercises=STEMS, students={"ada": {stem: StudentException(excused=True) for stem in stems}})


def test_an_excused_exercise_leaves_the_maximum() -> None:
    left = leave_out_excused(entry(1, 0, 0.5), excused("ex2_compile"), "ada")
    assert (left.score, left.max_score) == (15, 20)
    assert [(e.excused, e.score, e.max_score) for e in left.exercises] == [
        (False, 10, 10),
        (True, 0, 0),
        (False, 5, 10),
    ]
    assert left.notes == ["ex2_compile: excused"]
    assert leave_out_excused(entry(1, 0, 0.5), excused("ex2_compile"), "ben") == entry(1, 0, 0.5)


def test_what_was_handed_in_all_the_same_counts_if_it_helps() -> None:
    kept = leave_out_excused(entry(1, 0, 0.5), excused("ex1_by_hand", "ex2_compile"), "ada")
    assert (kept.score, kept.max_score) == (15, 20)
    assert kept.notes == [
        "ex1_by_hand: excused, and counted because it is better than the rest",
        "ex2_compile: excused",
    ]


def test_excused_from_everything_is_no_score() -> None:
    left = leave_out_excused(entry(1, 0, 0.5), excused("all"), "ada")
    assert (left.score, left.max_score) == (0, 0)


def handed_in(folder: Path, graded: SubmissionEntry, hours: list[int], course: Course) -> SubmissionEntry:
    """Apply a course to work that came so many hours after the deadlines, which are a week from each other."""
    times = {stem: CLASS + (7 * at) * DAY for at, stem in enumerate(STEMS)}
    came = {stem: times[stem] + timedelta(hours=late) for stem, late in zip(STEMS, hours, strict=True) if late}
    deadlines = {stem: time.isoformat() for stem, time in times.items()}
    write_collection(folder, Collection(deadlines, True, {"ada": Collected("ada.git", handed_in=came)}))
    return leave_out_excused(apply_late_penalty(graded, course), course, "ada")


EXCEPTION = st.one_of(
    st.just(StudentException(excused=True)),
    st.integers(1, 90).map(lambda hours: StudentException(more=timedelta(hours=hours))),
    st.integers(-90, 600).map(lambda hours: StudentException(until=CLASS + timedelta(hours=hours))),
)
GRANTED = st.dictionaries(st.sampled_from(["all", *STEMS]), EXCEPTION, max_size=3)
SHARES = st.lists(st.sampled_from([0.0, 0.25, 0.5, 0.9, 1.0]), min_size=3, max_size=3)
HOURS = st.lists(st.integers(0, 90), min_size=3, max_size=3)


def share(graded: SubmissionEntry) -> float:
    return graded.score / graded.max_score if graded.max_score else 1.0


@given(
    shares=SHARES,
    hours=HOURS,
    before=GRANTED,
    stem=st.sampled_from(["all", *STEMS]),
    more=EXCEPTION,
    days=st.integers(0, 4),
)
def test_an_exception_never_lowers_a_score(
    tmp_path_factory: pytest.TempPathFactory,
    shares: list[float],
    hours: list[int],
    before: dict[str, StudentException],
    stem: str,
    more: StudentException,
    days: int,
) -> None:
    """Nor does a late day more: the same work, handed in at the same time, has no smaller share of its points.

    The exception of another student changes nothing.
    """
    folder = tmp_path_factory.mktemp("collected")
    graded = entry(*shares, path=str(folder / "ada"))
    late = LatePolicy(percent_per_day=30, days=3)

    def with_exceptions(granted: dict[str, StudentException], late_days: int, student: str = "ada") -> SubmissionEntry:
        course = Course(exercises=STEMS, late=late, late_days=late_days, students={student: granted})
        return handed_in(folder, graded, hours, course)

    plain = with_exceptions(before, days)
    granted = with_exceptions({**before, stem: before.get(stem, StudentException()) | more}, days)
    assert share(granted) >= share(plain) - 1e-6
    assert share(with_exceptions(before, days + 1)) >= share(plain) - 1e-6
    assert with_exceptions({stem: more}, days, "ben") == with_exceptions({}, days)
