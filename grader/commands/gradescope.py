"""`grader gradescope`: builds the autograder to upload."""

from __future__ import annotations

from pathlib import Path

import click

from grader.authoring import gradescope_bundle
from grader.course import config


@click.command()
@click.argument("target", metavar="AUTOGRADER.zip", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--course", "course_file", type=click.Path(path_type=Path), help="Course file, if not ./course.toml.")
@click.option(
    "--roster",
    metavar="ROSTER.csv",
    type=click.Path(path_type=Path),
    help="Who the e-mail addresses on Gradescope are in the course's exceptions and decisions.",
)
def gradescope(target: Path, course_file: Path | None, roster: Path | None) -> None:
    """Build the autograder to upload to Gradescope."""
    if not target.parent.is_dir():
        raise click.ClickException(f"{target}: its folder does not exist, make it first")
    try:
        rules = config.find_course(course_file)
        chosen = course_file or (config.FILE if config.FILE.is_file() else None)
        names = gradescope_bundle.build_bundle(target, chosen, roster)
    except (ValueError, OSError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{target}: {len(names)} files. Upload it under Configure Autograder, Zip file upload.")
    for line in gradescope_bundle.needs(rules.limits):
        click.echo(line)
