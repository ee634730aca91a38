"""`grader grade`: grades submissions, and writes the record in the forms that were asked for."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import click
import platformdirs
from rich.console import Console

from checks.exercises import EXERCISES
from grader import api
from grader.commands.options import exercise_option, limit_options, limits_from, sandbox_options
from grader.course import config as course
from grader.course.exceptions import describe_strangers
from grader.grading.executors import NoCluster
from grader.grading.student_view import for_student
from grader.intake import files as submission
from grader.intake.collected import CollectionError
from grader.intake.people import Person, find_people
from grader.intake.roster import RosterError
from grader.judge.bank.file import why_no_bank
from grader.private import who_else_writes
from grader.record import Record, SubmissionStatus, write_record
from grader.reports import console as terminal
from grader.reports import files
from grader.reports.progress import Drawing, ProgressBar
from grader.sandbox import NoSandbox, choose
from grader.startup import root_warning

STEMS = [exercise.stem for exercise in EXERCISES]

STORE = platformdirs.user_cache_path("backprop-grader") / "finished"
"""Folder of finished gradings, unless the option or the variable says otherwise."""

INTERRUPTED = 130
"""The exit code of a command that was ended with Ctrl-C, as in shells: 128 plus the number of SIGINT."""

OPEN_CLUSTER = "{}: whoever reaches a Dask scheduler without TLS can run code. Use tls:// as docs/how-to/dask.md says"
"""The warning of a cluster without encryption and authentication."""


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Write the record to FILE.")
@exercise_option(STEMS, "Grade")
@click.option("--course", "course_file", type=click.Path(path_type=Path), help="Course file, if not ./course.toml.")
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    show_default="one for each processor",
    help="Number of submissions graded in parallel, or of exercises of a single one.",
)
@click.option("--dask", metavar="ADDRESS", help="Address of a Dask scheduler to grade on, such as tcp://HOST:PORT.")
@click.option("--fresh", is_flag=True, help="Grade everything again, even code that was graded with the same checks.")
@click.option(
    "--store",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="BACKPROP_GRADER_STORE",
    default=STORE,
    show_default="in the user's cache folder",
    help="Folder that keeps finished gradings.",
)
@files.options
@click.option(
    "--coverage",
    is_flag=True,
    help="Also find the lines of each solution that no check ran, for --html and --json (doubles the time, roughly).",
)
@sandbox_options
@limit_options
def grade(
    paths: tuple[Path, ...],
    json_file: Path | None,
    exercise: tuple[str, ...],
    course_file: Path | None,
    jobs: int,
    dask: str | None,
    fresh: bool,
    store: Path,
    sandbox_name: str,
    require_sandbox: bool,
    **forms: Any,
) -> None:
    """Grade submissions: folders with exercise files, or folders of such folders.

    Each grading is saved as soon as it is finished. After an interruption, the same command continues where it stopped.

    Exit code: 0 when every submission was graded, 1 when a person has to review one, 2 on wrong use.
    """
    found = [path for path in paths if path.is_dir()]
    for path in paths:
        if path not in found:
            what = "is no folder" if path.exists() else "does not exist"
            click.echo(f"{path} {what}: give the folder of a submission, or a folder of such folders", err=True)
    if not found:
        sys.exit(2)
    students = len(submission.find_submissions(found))
    if problem := _unusable(None if fresh else store):
        _wrong_use(problem)
    try:
        people = find_people(submission.find_submissions(found), forms["roster"])
        rules = _course(course_file, people)
        sandbox = choose(sandbox_name, require_sandbox)
    except (course.CourseError, CollectionError, RosterError, NoSandbox) as error:
        _wrong_use(error)
    key = files.page_key(course_file)
    if problem := files.problem(forms | {"json_file": json_file}, students, people, key):
        _wrong_use(problem)
    rules = replace(rules, limits=limits_from(forms, rules.limits))
    if dask and not dask.startswith("tls://"):
        click.secho(OPEN_CLUSTER.format(dask), fg="yellow", err=True)
    for warning in _warnings(found, rules, course_file):
        click.secho(warning, fg="yellow", err=True)
    try:
        with tempfile.TemporaryDirectory() as scratch:
            record = _graded(
                found,
                rules,
                students,
                exercises=exercise,
                sandbox=sandbox.name,
                coverage=forms["coverage"],
                jobs=jobs,
                dask=dask,
                store=Path(scratch) if fresh else store,
            )
            if json_file:
                write_record(record, json_file)
            files.write(record, forms, rules, people, key)
            # The output of a workflow is read by the student.
            with files.without_commands(forms):
                terminal.show(for_student(record) if forms["github"] else record, Console())
            click.secho(f"sandbox: {sandbox.name}: {sandbox.summary}", fg=None if sandbox.safe else "yellow")
            unsure = any(entry.status is SubmissionStatus.NEEDS_REVIEW for entry in record.submissions)
    except OSError as error:  # a disk that is full, or that cannot be written
        kept = ". Finished gradings are kept: mend that, and run the same command again" if error.errno else ""
        _wrong_use(f"{error}{kept}")
    sys.exit(2 if len(found) < len(paths) else int(unsure))


def _graded(found: list[Path], rules: course.Course, students: int, **how: Any) -> Record:
    """Grade with a bar that shows how far it is. The command ends here if it cannot, or if a person has it end."""
    try:
        with ProgressBar(students) as progress:
            return api.grade_class(found, rules, watcher=progress, drawn=Drawing(), **how)
    except (CollectionError, NoCluster) as error:
        _wrong_use(error)
    except KeyboardInterrupt:
        done = f"{progress.done} of {students} gradings are finished and kept"
        click.echo(f"Interrupted. {done}: run the same command to continue.")
        sys.exit(INTERRUPTED)


def _unusable(store: Path | None) -> str:
    """Explain why what is kept cannot be believed; empty if all is well."""
    if store and (who := who_else_writes(store)):
        return f"{who}: expected a store that only you can write (chmod go-w), or another one with --store"
    return ""


def _course(course_file: Path | None, people: Mapping[str, Person]) -> course.Course:
    """Read the course. Its exceptions hold for the folders of those whom it calls by their names in the roster."""
    rules = course.find_course(course_file)
    folders = {one.row.student: Path(place).name for place, one in people.items()}
    return replace(rules, students={folders.get(name, name): own for name, own in rules.students.items()})


def _warnings(paths: list[Path], rules: course.Course, course_file: Path | None) -> Iterator[str]:
    """Yield a line for each thing that may be meant otherwise; the grading goes on all the same."""
    if warning := root_warning():
        yield warning
    if why := why_no_bank():
        yield why
    for path in paths:
        if not any(submission.has_exercises(folder) for folder in submission.find_submissions([path])):
            yield f"{path} has no file such as {STEMS[0]}.py, nor has any folder in it: it may be the wrong folder"
    folders = submission.find_submissions(paths)
    if len(folders) > 1:
        for line in describe_strangers(rules.students, [folder.resolve().name for folder in folders]):
            yield f"{course_file or course.FILE}: {line}"


def _wrong_use(what: object) -> NoReturn:
    click.echo(what, err=True)
    sys.exit(2)
