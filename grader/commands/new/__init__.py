"""`grader new`: what is added to the kit, each by a subcommand of its own."""

from __future__ import annotations

import click

from grader.commands.new.exercise import exercise


@click.group()
def new() -> None:
    """Add something to the kit: an exercise."""


new.add_command(exercise)
