"""`grader release`: makes the students' repository."""

from __future__ import annotations

from pathlib import Path

import click

from grader.authoring import release as releasing
from grader.course import config
from grader.intake.git import GitError


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--course", "course_file", type=click.Path(path_type=Path), help="Course file, if not ./course.toml.")
def release(folder: Path, course_file: Path | None) -> None:
    """Create the students' repository in DIR, or update it.

    An update is an ordinary commit on top of the last release, merged into the branch. It changes the given files and
    the checks, and leaves alone the exercise files that students edit.
    """
    try:
        done = releasing.release(folder, config.find_course(course_file))
    except (releasing.ReleaseError, config.CourseError, GitError) as error:
        raise click.ClickException(str(error)) from None
    for note in done.notes:
        click.echo(note)
    if done.commit is None:
        click.echo(f"{folder} is up to date")
    else:
        click.echo(f"{folder}: {len(done.changed)} files, commit {done.commit[:12]}; ready to push")
