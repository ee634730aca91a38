"""`grader report` writes a record in other forms, without grading; `grader schema` describes it for other programs."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from grader.course import config
from grader.course.config import CourseError
from grader.grading.student_view import for_student
from grader.intake.collected import CollectionError
from grader.intake.people import find_people
from grader.intake.roster import RosterError
from grader.printable import fit
from grader.record import HOW, RecordError, json_schema, read_record
from grader.reports import console as terminal
from grader.reports import files


@click.command()
@click.argument("record", metavar="RECORD.json", type=click.Path(path_type=Path))
@click.option("--course", "course_file", type=click.Path(path_type=Path), help="Course file, if not ./course.toml.")
@files.options
def report(record: Path, course_file: Path | None, **forms: Any) -> None:
    """Show a record, or write it in other forms.

    Nothing is graded. RECORD.json is a file that `grader grade --json` wrote. Pages quote the students' files, if they
    are still where they were graded.

    Exit code: 0 when it is written, 2 on wrong use.
    """
    try:
        graded = read_record(record)
        people = find_people([Path(entry.path) for entry in graded.submissions], forms["roster"])
        course = config.find_course(course_file)
    except (RecordError, CourseError, CollectionError, RosterError) as error:
        click.echo(error, err=True)
        sys.exit(2)
    key = files.page_key(course_file)
    if problem := files.problem(forms, len(graded.submissions), people, key):
        click.echo(problem, err=True)
        sys.exit(2)
    try:
        files.write(graded, forms, course, people, key)
        with files.without_commands(forms):
            terminal.show(for_student(graded) if forms["github"] else graded, Console())
    except Exception as error:  # noqa: BLE001  # whoever edits a record can make networks that are none, for example
        why = fit(f"{type(error).__name__}: {error}", 200)
        click.echo(
            f"{record}: expected a record as `grader grade` writes it, got what it never writes: {why}; {HOW}", err=True
        )
        sys.exit(2)


@click.command()
def schema() -> None:
    """Print the JSON schema of the record that `grader grade --json` writes."""
    click.echo(json.dumps(json_schema(), indent=1))
