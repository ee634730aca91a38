"""`grader review`: what needs a person, and what a person says."""

from __future__ import annotations

import getpass
import math
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console

from checks.exercises import BY_STEM
from grader.commands.options import ExerciseName, FiniteRange
from grader.course import config, timestamps
from grader.course.decisions import (
    ACCEPTED,
    FILE,
    POINTS,
    REFUSED,
    Decision,
    Decisions,
    ForAll,
    changing,
    text_of,
)
from grader.course.validation import did_you_mean
from grader.record import Record, RecordError, SubmissionEntry, read_record
from grader.reports.questions import open_doubts, questions


@click.command()
@click.argument("record", metavar="RECORD.json", type=click.Path(path_type=Path))
@click.option("--student", multiple=True, metavar="NAME", help="Decide about this student (repeatable).")
@click.option(
    "--exercise", type=ExerciseName(list(BY_STEM)), help="Decide about this exercise; else about what is open."
)
@click.option("--accept", is_flag=True, help="What was graded is the grade.")
@click.option("--refuse", is_flag=True, help="The exercise has no points.")
@click.option("--points", type=FiniteRange(min=0), help="The exercise has this many points, before a late penalty.")
@click.option("--void", metavar="CHECK", help="This check has full marks for everybody.")
@click.option(
    "--milder", metavar="MISTAKE=POINTS", help="This mistake costs so much less in an exercise. The record has its id."
)
@click.option("--undo", is_flag=True, help="Take back what was said about the student and exercise, check or mistake.")
@click.option("--comment", default="", help="What the students concerned read.")
@click.option("--by", default=None, help="Who decides.  [default: the user's name]")
@click.option("--course", "course_file", type=click.Path(path_type=Path), help="Course file, if not ./course.toml.")
def review(
    record: Path,
    student: tuple[str, ...],
    exercise: str | None,
    accept: bool,
    refuse: bool,
    points: float | None,
    void: str | None,
    milder: str | None,
    undo: bool,
    comment: str,
    by: str | None,
    course_file: Path | None,
) -> None:
    """List what needs a person in RECORD.json, or record what a person says.

    What is said is kept in decisions.json beside the course file, and `grader grade` applies it from then on. A
    decision about a student holds for the text that was seen: a new text is a new question.

    Exit code: 0 when nothing needs a person, 1 when something does, 2 on wrong use.
    """
    by = by or getpass.getuser()
    at = timestamps.show_time(datetime.now(UTC))
    try:
        graded = read_record(record)
        decided = config.find_course(course_file).decisions
        chosen = [bool(student), bool(void), bool(milder)]
        answered = accept or refuse or points is not None
        if sum(chosen) > 1:
            raise ValueError("expected one of --student, --void and --milder")
        if not any(chosen) and (answered or undo or exercise or comment):
            raise ValueError("expected --student, --void or --milder with that: whom, or what, is it about?")
        if not any(chosen):
            sys.exit(_list(graded, decided))
        if not student and (answered or exercise):
            raise ValueError("--accept, --refuse, --points and --exercise: expected them with --student only")
        beside = (course_file or config.FILE).parent
        with changing(beside) as decisions:
            if void:
                said = f"{void} has full marks for everybody"
                _change(decisions.void, _known(void, _checks(graded)), undo, ForAll(comment, by, at))
            elif milder:
                name, less = _less(milder, undo)
                said = f"{name} costs {less:g} less"
                _known(name, _mistakes(graded))
                if not undo and less > (most := _most_lost(graded, name)):
                    raise ValueError(
                        f"--milder: expected at most {most:g} points, what {name} costs anybody, got {less:g}"
                    )
                _change(decisions.milder, name, undo, ForAll(comment, by, at, less))
            else:
                verdict = _verdict(accept, refuse, points, undo)
                answers = []
                for name in student:
                    entry = _entry(graded, name)
                    if not undo:
                        _check_points(entry, exercise, points or 0.0)
                    for about in [exercise] if exercise else _open(entry):
                        folder = Path(entry.path).resolve().name
                        one = Decision(folder, about, text_of(entry, about), verdict, points or 0.0, comment, by, at)
                        _decide(decisions, one, undo)
                        answers.append(f"{about or 'all'} of {name}")
                words = "what was said" if undo else verdict if points is None else f"{points:g} points"
                said = f"{words} for {', '.join(answers)}"
    except (RecordError, ValueError, OSError) as error:
        _wrong_use(error)
    click.echo(f"{beside / FILE}: {'taken back: ' * undo}{said}. It holds from the next `grader grade` on.")


def _list(graded: Record, decisions: Decisions) -> bool:
    """Print the questions to a person, and what was said. Return whether one is open."""
    table, waiting = questions(graded, decisions)
    if table.row_count:
        Console().print(table)
    click.echo(
        f"{waiting} open. To answer one: grader review RECORD.json --student NAME --accept | --refuse | --points N"
    )
    return bool(waiting)


def _open(entry: SubmissionEntry) -> list[str]:
    """Return what there is a question about: exercises, and an empty name for the submission as a whole."""
    found = list(dict.fromkeys(doubt.exercise for doubt in open_doubts(entry)))
    if not found:
        raise ValueError(f"{entry.student}: nothing is open: say which exercise you mean, with --exercise")
    return found


def _verdict(accept: bool, refuse: bool, points: float | None, undo: bool) -> str:
    if accept + refuse + (points is not None) + undo != 1:
        raise ValueError("expected one of --accept, --refuse, --points and --undo")
    return ACCEPTED if accept else REFUSED if refuse else POINTS


def _check_points(entry: SubmissionEntry, exercise: str | None, points: float) -> None:
    """Refuse an exercise that was not graded, and more points than there are: 95 for 9.5 does not mean full marks."""
    most = {one.id: sum(check.max_score for check in one.checks) for one in (*entry.exercises, *entry.badges)}
    if exercise and exercise not in most:
        raise ValueError(f"{entry.student}: expected an exercise of the record, {', '.join(most)}, got {exercise}")
    if exercise and points > most[exercise]:
        raise ValueError(
            f"{entry.student}, {exercise}: --points: expected at most {most[exercise]:g} points, got {points:g}"
        )


def _decide(decisions: Decisions, one: Decision, undo: bool) -> None:
    if one.verdict != ACCEPTED and not one.exercise and not undo:
        raise ValueError(
            f"{one.student}: --{one.verdict.removesuffix('d')} is for one exercise: say which, with --exercise"
        )
    before = [old for old in decisions.students if (old.student, old.exercise) == (one.student, one.exercise)]
    if undo and not before:
        raise ValueError(f"{one.student}, {one.exercise or 'all'}: nothing was decided")
    others = [old for old in decisions.students if old not in before]
    decisions.students = others if undo else [*others, one]


def _change(table: dict[str, ForAll], name: str, undo: bool, said: ForAll) -> None:
    if not undo:
        table[name] = said
    elif table.pop(name, None) is None:
        raise ValueError(f"{name}: nothing was decided")


def _less(text: str, undo: bool) -> tuple[str, float]:
    name, _, number = text.partition("=")
    try:
        less = float(number) if number or not undo else 0.0
    except ValueError:
        less = -1.0
    if not name or not 0 <= less < math.inf:
        raise ValueError(f"--milder: expected the id of a mistake and a number of points, as sign_lost=1, got {text!r}")
    return name, less


def _entry(graded: Record, student: str) -> SubmissionEntry:
    names = [entry.student for entry in graded.submissions]
    name = _known(student, names)
    return next(entry for entry in graded.submissions if entry.student == name)


def _checks(graded: Record) -> Iterator[str]:
    yield from dict.fromkeys(check.id for entry in graded.submissions for check in entry.checks)


def _mistakes(graded: Record) -> Iterator[str]:
    checks = (check for entry in graded.submissions for check in entry.checks)
    yield from dict.fromkeys(check.misconception.id for check in checks if check.misconception)


def _most_lost(graded: Record, mistake: str) -> float:
    """Return the most points that anybody lost in an exercise by checks that fail for a mistake."""
    return max(
        sum(c.max_score for c in exercise.checks if c.misconception and c.misconception.id == mistake)
        for entry in graded.submissions
        for exercise in (*entry.exercises, *entry.badges)
    )


def _known(name: str, known: Iterator[str] | list[str]) -> str:
    names = list(known)
    if name not in names:
        raise ValueError(f"{name} is not in the record{did_you_mean(name, {one: one for one in names})}")
    return name


def _wrong_use(error: object) -> NoReturn:
    click.echo(error, err=True)
    sys.exit(2)
