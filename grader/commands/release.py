"""`grader release`: makes the students' repository."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from checks.law.answers import several
from grader.authoring import release as releasing
from grader.authoring.class_release import release_all
from grader.course import config
from grader.course.config import Course
from grader.intake.git import GitError
from grader.intake.roster import RosterError, read_roster


@click.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--all", "roster", metavar="ROSTER.csv", type=click.Path(path_type=Path),
    help="Release into the repository of each student of the roster, and push.",
)  # fmt: skip
@click.option("--course", "course_file", type=click.Path(path_type=Path), help="Course file, if not ./course.toml.")
def release(folder: Path | None, roster: Path | None, course_file: Path | None) -> None:
    """Create the students' repository in DIR, or update it.

    An update is an ordinary commit on top of the last release, merged into the branch. It changes the given files and
    the checks, and leaves alone the exercise files that students edit. With --all, each repository of a class is
    cloned, updated and pushed; one that cannot be is left as it was.

    Exit code: 0 when all is up to date, 1 when something could not be released.
    """
    if (folder is None) == (roster is None):
        raise click.UsageError("expected one of DIR and --all ROSTER.csv")
    try:
        course = config.find_course(course_file)
        if roster:
            sys.exit(_release_all(roster, course))
        assert folder
        done = releasing.release(folder, course)
    except (releasing.ReleaseError, config.CourseError, RosterError, GitError) as error:
        raise click.ClickException(str(error)) from None
    for note in done.notes:
        click.echo(note)
    if done.commit is None:
        click.echo(f"{folder} is up to date")
    else:
        click.echo(f"{folder}: {several(len(done.changed), 'file')}, commit {done.commit[:12]}; ready to push")


def _release_all(roster: Path, course: Course) -> bool:
    """Tell of each repository in a line. Return whether one could not be brought up to date."""
    rows = read_roster(roster)
    failed = 0
    for number, (row, what, well) in enumerate(release_all(rows, course), 1):
        failed += not well
        click.echo(f"{number} of {len(rows)}  {row.student}: {what}", err=not well)
    click.echo(f"{len(rows) - failed} of {len(rows)} repositories are up to date")
    return bool(failed)
