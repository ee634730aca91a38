"""`grader schema`: describes the record for other programs."""

from __future__ import annotations

import json

import click

from grader.record import json_schema


@click.command()
def schema() -> None:
    """Print the JSON schema of the record that `grader grade --json` writes."""
    click.echo(json.dumps(json_schema(), indent=1))
