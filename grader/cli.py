"""The command `grader`. Its subcommands are in `grader/commands/`."""

from __future__ import annotations

import importlib

import click

from grader.startup import collect_garbage_seldom, in_the_way, keep_hypothesis_out, no_garbage

COMMANDS = {
    "bank": "Draw the questions of a course, and keep them for every grading on this machine.",
    "bench": "Measure speed and memory, and print tables.",
    "build": "Generate from the reference the stubs and the notebooks, and draw the questions of the visible checks.",
    "collect": "Collect each student's work, from repositories or from a platform's download.",
    "diff": "Compare two gradings: whose score changed, in which check, and why.",
    "doctor": "Show which sandboxes work on this machine, and how to enable the others.",
    "grade": "Grade submissions: folders with exercise files, or folders of such folders.",
    "gradescope": "Build the autograder to upload to Gradescope.",
    "hook": "Grade each push to a bare repository, and answer in the output of the push.",
    "nbgrader-sync": "Write the scores of RECORD, a file from `grader grade --json`, into an nbgrader gradebook.",
    "new": "Add something to the kit: an exercise.",
    "release": "Create the students' repository in DIR, or update it.",
    "report": "Show a record, or write it in other forms.",
    "review": "List what needs a person in RECORD.json, or record what a person says.",
    "schema": "Print the JSON schema of the record that `grader grade --json` writes.",
    "serve": "Keep workers for pushes, so that none has to be started first.",
    "site": "Build the course as a site in DIR, for any web server.",
    "verify": "Show which checks catch which misconceptions, and that right solutions pass.",
}
"""Subcommand -> the first sentence of its own help; a test compares the two.

The sentences are repeated here so that `grader --help` imports no subcommand. Some load large libraries.
"""

ELSEWHERE = {"schema": "report", "serve": "hook"}
"""Subcommand -> the module of another one, which it belongs to."""


class Lazy(click.Group):
    """A group that imports the module of a subcommand only when the subcommand is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        if problem := in_the_way():
            raise click.UsageError(problem)
        keep_hypothesis_out()
        collect_garbage_seldom()
        with no_garbage():  # what is imported stays
            module = importlib.import_module(f"grader.commands.{ELSEWHERE.get(name, name).replace('-', '_')}")
        command: click.Command = getattr(module, name.replace("-", "_"))
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of subcommands in `grader --help` from `COMMANDS`."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="backprop-exercise-kit", prog_name="grader", message="%(prog)s %(version)s")
def main() -> None:
    """Grade, release and test the backprop exercises: the instructor's commands."""
