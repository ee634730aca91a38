"""`grader collect`: fetches the work of a class as it was at the deadline."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from grader.course import config, timestamps
from grader.course.exceptions import describe_strangers
from grader.intake import collect as collecting
from grader.intake.roster import read_roster


@click.command()
@click.argument("roster", metavar="ROSTER.csv", type=click.Path(path_type=Path))
@click.option(
    "--deadline", metavar="TIME", help=f"Deadline of all exercises, instead of the course's; like {timestamps.FORMS}."
)
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default="collected",
    show_default=True,
    help="Folder to put the students' work into.",
)
@click.option("--course", "course_file", type=click.Path(path_type=Path), help="Course file, if not ./course.toml.")
def collect(roster: Path, deadline: str | None, into: Path, course_file: Path | None) -> None:
    """Collect each student's work as it was at the deadline.

    ROSTER.csv has the columns student and repository (a URL or a path), and optionally branch, for a repository whose
    default branch is not the one to collect.

    A commit counts as handed in at the time of its push, if the server has recorded that, and otherwise at the
    committer's date.

    Exit code: 0 when every repository was collected, 1 when one could not be, 2 on wrong use.
    """
    try:
        course = config.find_course(course_file)
        rows = read_roster(roster)
        if deadline:
            course = replace(course, deadlines=dict.fromkeys(course.exercises, timestamps.parse_time(deadline)))
        for line in describe_strangers(course.students, [row.student for row in rows]):
            click.echo(f"{course_file or config.FILE}: {line}", err=True)
        if not course.deadlines:
            raise ValueError("no deadline: give --deadline TIME, or set deadlines in the course file")
    except ValueError as error:
        click.echo(f"--deadline: {error}" if str(error).startswith("expected") else str(error), err=True)
        sys.exit(2)
    results = {}
    console = Console()
    with console.status("collecting") as status:
        for row, found in collecting.collect(rows, into, course):
            results[row.student] = found
            status.update(f"{len(results)} of {len(rows)}")
    table = Table(caption="the commit of each student at the deadline, and the clock that dates it")
    for heading in ("student", "commit", "clock", "remarks"):
        table.add_column(heading)
    for row in rows:
        found = results[row.student]
        commits = dict.fromkeys(c[:10] for c in found.commits.values() if c)
        late = [f"{stem}: {days} days late" for stem, days in found.days_late.items()]
        remarks = "; ".join([*([found.problem] if found.problem else []), *found.remarks, *late])
        table.add_row(*map(Text, (row.student, ", ".join(commits) or "none", found.rule, remarks)))
    console.print(table)
    click.echo(f"next: grader grade {into}")
    sys.exit(any(found.problem for found in results.values()))
