"""`grader gradescope`: the autograder to upload."""

from __future__ import annotations

from pathlib import Path

import click

from grader import autograder
from grader import course as courses


@click.command()
@click.argument("target", metavar="AUTOGRADER.zip", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--course", "course_file", type=click.Path(path_type=Path), help="The course; ./course.toml if there.")
def gradescope(target: Path, course_file: Path | None) -> None:
    """Build the zip file that Gradescope takes as an autograder."""
    try:
        courses.find(course_file)
        chosen = course_file or (courses.FILE if courses.FILE.is_file() else None)
        names = autograder.build(target, chosen)
    except (courses.CourseError, OSError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{target}: {len(names)} files. Upload it under Configure Autograder, Zip file upload.")
