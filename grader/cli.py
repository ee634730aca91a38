"""The command `grader`: its subcommands are in `grader/commands/`, one module each."""

from __future__ import annotations

import importlib

import click

from grader.startup import in_the_way, keep_hypothesis_out

COMMANDS = {
    "bench": "Measure, and show tables.",
    "build": "Make the skeleton's stubs from the reference.",
    "collect": "Take each student's work as it was at the deadline.",
    "diff": "Say whose score changed, in which check, and why.",
    "doctor": "Tell which sandboxes work on this machine, and how to get those that do not.",
    "grade": "Grade submissions: a folder with exercise files, or a folder of such folders.",
    "gradescope": "Build the zip file that Gradescope takes as an autograder.",
    "hook": "Grade each push to a bare repository, and answer in the push's own output.",
    "nbgrader-sync": "Write the scores of RECORD, made by `grader grade --json`, into an nbgrader gradebook.",
    "release": "Make the student's repository in DIR, or bring the one that is there up to date.",
    "schema": "Print the JSON schema of the record that `grader grade --json` writes.",
    "verify": "Show which check catches which misconception, and that right solutions pass.",
}
"""The subcommands and what they do, in a line each: the beginning of their own help, which a test compares.

It is here as well so that `grader --help` imports none of them. Some bring large libraries along.
"""


class Lazy(click.Group):
    """A group that imports a subcommand's module only when that subcommand is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        if problem := in_the_way():
            raise click.UsageError(problem)
        keep_hypothesis_out()
        module = importlib.import_module(f"grader.commands.{name.replace('-', '_')}")
        command: click.Command = getattr(module, name.replace("-", "_"))
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of subcommands in `grader --help`, from the table."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """The instructor's side of the backprop exercise kit."""
