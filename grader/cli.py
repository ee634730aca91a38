"""The command `grader`: its subcommands are in `grader/commands/`, one module each."""

from __future__ import annotations

import importlib

import click

COMMANDS = {
    "bench": "grader.commands.bench",
    "build": "grader.commands.build",
    "collect": "grader.commands.collect",
    "diff": "grader.commands.diff",
    "doctor": "grader.commands.doctor",
    "grade": "grader.commands.grade",
    "gradescope": "grader.commands.gradescope",
    "hook": "grader.commands.hook",
    "nbgrader-sync": "grader.commands.nbgrader_sync",
    "release": "grader.commands.release",
    "schema": "grader.commands.schema",
    "verify": "grader.commands.verify",
}
"""Where each subcommand is. A module is imported when it is needed: some bring large libraries along."""


class Lazy(click.Group):
    """A group that imports a subcommand's module only when that subcommand is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(COMMANDS[name]), name.replace("-", "_"))
        return command


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """The instructor's side of the backprop exercise kit."""
