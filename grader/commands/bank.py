"""`grader bank`: draws the questions before anybody waits for them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from checks.exercises import BADGES
from grader.course import config
from grader.grading.questions import draw_questions
from grader.judge.bank.file import bank_folder, why_no_bank
from grader.reports.progress import Drawing


@click.command()
@click.option("--course", "course_file", type=click.Path(path_type=Path), help="Course file, if not ./course.toml.")
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    show_default="one for each processor",
    help="Number of exercises drawn in parallel.",
)
def bank(course_file: Path | None, jobs: int) -> None:
    """Draw the questions of a course, and keep them for every grading on this machine.

    The first grading does so by itself. This is for whoever prepares a machine or an image on which others will wait.
    Questions are drawn again only for another version of the kit, of Python or of Hypothesis, or for a course with
    another seed or number of examples.

    Exit code: 0 when all of them are kept, 1 when they cannot be written, 2 on wrong use.
    """
    try:
        rules = config.find_course(course_file)
    except config.CourseError as error:
        click.echo(error, err=True)
        sys.exit(2)
    if why := why_no_bank():
        click.echo(why, err=True)
        sys.exit(1)
    stems = (*rules.exercises, *(badge.stem for badge in BADGES))
    drawn = draw_questions(stems, rules.sampling, jobs, Drawing())
    folder = bank_folder()
    if not (folder.is_dir() and os.access(folder, os.W_OK)):
        click.echo(f"{folder} cannot be written: expected a folder of yours. Each grading will draw its own.", err=True)
        sys.exit(1)
    size = sum(file.stat().st_size for file in folder.rglob("*.bank"))
    click.echo(
        f"{drawn} of {len(stems)} exercises drawn, {len(stems) - drawn} were there: {folder}, {size / 1e6:.1f} MB"
    )
