"""`grader grade`: submissions in, an honest grade out."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from checks.exercises import EXERCISES
from grader import checklist, course, lateness, provenance, submission
from grader.classroom import grade_class
from grader.options import limit_options, limits_from, sandbox_options
from grader.reports import console as terminal
from grader.reports import files
from grader.reports.student import for_student
from grader.sandbox import NoSandbox, choose

STEMS = [exercise.stem for exercise in EXERCISES]


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Write the record to FILE.")
@click.option("--exercise", multiple=True, type=click.Choice(STEMS), help="Grade this exercise only (repeatable).")
@click.option("--course", "course_file", type=click.Path(path_type=Path), help="The course; ./course.toml if there.")
@files.options
@sandbox_options
@limit_options
def grade(
    paths: tuple[Path, ...],
    json_file: Path | None,
    exercise: tuple[str, ...],
    course_file: Path | None,
    sandbox_name: str,
    require_sandbox: bool,
    **forms: Any,
) -> None:
    """Grade submissions: a folder with exercise files, or a folder of such folders.

    Exit code: 0 when all are graded, 1 when one needs a person, 2 on wrong use.
    """
    missing = [path for path in paths if not path.is_dir()]
    for path in missing:
        what = "is no folder" if path.exists() else "does not exist"
        click.echo(f"{path} {what}: give the folder of a submission, or a folder of such folders", err=True)
    if len(missing) == len(paths):
        sys.exit(2)
    if json_file and not json_file.resolve().parent.is_dir():
        click.echo(f"{json_file}: its folder does not exist, make it first", err=True)
        sys.exit(2)
    found = [path for path in paths if path not in missing]
    try:
        rules = course.find(course_file)
    except course.CourseError as error:
        click.echo(error, err=True)
        sys.exit(2)
    if problem := files.problem(forms, len(submission.find(found))):
        click.echo(problem, err=True)
        sys.exit(2)
    limits = limits_from(forms, rules.limits)
    try:
        sandbox = choose(sandbox_name, require_sandbox)
    except NoSandbox as error:
        click.echo(error, err=True)
        sys.exit(2)
    chosen = checklist.stems(exercise or rules.exercises)
    record = grade_class(found, chosen, limits, draws=rules.draws, sandbox=sandbox)
    record["kit"] = provenance.made_with(replace(rules, limits=limits))
    record["submissions"] = [lateness.applied(rules.weigh(entry), rules) for entry in record["submissions"]]
    if json_file:
        json_file.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    files.write(record, forms)
    # The output of a workflow is read by the student.
    terminal.show(for_student(record) if forms["github"] else record, Console())
    if missing:
        sys.exit(2)
    sys.exit(any(entry["status"] == "needs_review" for entry in record["submissions"]))
