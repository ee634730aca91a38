"""`grader new exercise`: writes a new exercise that is complete and right, for its author to change."""

from __future__ import annotations

import subprocess
import sys

import click

from grader.authoring.new_exercise import NewExerciseError, named, write_exercise
from grader.commands.build import need_checkout
from grader.paths import KIT


@click.command()
@click.argument("name")
def exercise(name: str) -> None:
    """Write an exercise NAME, such as ex10_tanh: about a node with one child, complete and right, for you to change.

    It has its text and solution, visible and hidden checks, a lesson for its notebook, hints, wrong solutions with
    names, another right solution, and its entries in the lists. Then the stub and the notebook are made of it.
    """
    need_checkout("grader new exercise")
    try:
        exercise = named(name)
        changed = write_exercise(exercise, KIT)
    except NewExerciseError as error:
        raise click.ClickException(str(error)) from None
    for path in changed:
        click.echo(f"{path.as_posix()} written")
    # In a process of its own: the lists of this one were read before the exercise was there.
    if code := subprocess.run([sys.executable, "-m", "grader", "build"], cwd=KIT, check=False).returncode:
        sys.exit(code)
    click.echo(f"Now: grader verify --exercise {exercise.stem}. Then make it yours, first {changed[0].as_posix()}.")
