"""`grader collect`: fetches the work of a class, from repositories or from a learning platform's download."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from grader.course import config, timestamps
from grader.course.config import Course
from grader.course.exceptions import describe_strangers
from grader.intake import collect as collecting
from grader.intake.collected import Collected
from grader.intake.left_over import ASIDE, collected_before, set_aside
from grader.intake.lms.collect import collect_download
from grader.intake.lms.download import sort_download
from grader.intake.lms.gradescope import collect_gradescope
from grader.intake.pseudonyms import course_with_pseudonyms, read_key, with_pseudonyms
from grader.intake.roster import RosterRow, read_roster
from grader.printable import first_few, fit

GRADESCOPE = "Gradescope"

MOST_STRANGERS = 5
"""Maximum number of files of nobody, and of folders of nobody, that are listed by name."""


@click.command()
@click.argument("roster", metavar="[ROSTER.csv]", required=False, type=click.Path(path_type=Path))
@click.option("--canvas", metavar="FILE.zip", type=click.Path(path_type=Path), help="Canvas' download of submissions.")
@click.option("--moodle", metavar="FILE.zip", type=click.Path(path_type=Path), help="Moodle's download of submissions.")
@click.option("--folder", metavar="DIR", type=click.Path(path_type=Path), help="A folder with one for each student.")
@click.option(
    "--gradescope",
    metavar="FILE.json",
    type=click.Path(path_type=Path),
    help="Gradescope's submission_metadata.json, beside the one submission; its autograder uses this.",
)
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
@click.option("--pseudonyms", is_flag=True, help="Name the folders by pseudonyms; the key is kept beside the roster.")
def collect(
    roster: Path | None,
    canvas: Path | None,
    moodle: Path | None,
    folder: Path | None,
    gradescope: Path | None,
    deadline: str | None,
    into: Path,
    course_file: Path | None,
    pseudonyms: bool,
) -> None:
    """Collect each student's work, from repositories or from a platform's download.

    From a repository, it is the work as it was at the deadline.

    ROSTER.csv has the columns student and repository (a URL or a path), and optionally branch, for a repository whose
    default branch is not the one to collect. A commit counts as handed in at the time of its push, if the server has
    recorded that, and otherwise at the committer's date.

    With --canvas, --moodle or --folder, the roster needs no repositories, or may be left out. It has the columns
    student and id, name, email, login, section as far as they are known; the platform's own export does as well.

    Exit code: 0 when everything was collected, 1 when something could not be, 2 on wrong use.
    """
    downloads = {"Canvas": canvas, "Moodle": moodle, "": folder, GRADESCOPE: gradescope}
    given = {platform: path for platform, path in downloads.items() if path}
    try:
        course = config.find_course(course_file)
        rows = read_roster(roster, repositories=not given) if roster else []
        if deadline:
            course = replace(course, deadlines=dict.fromkeys(course.exercises, _time(deadline)))
        for line in describe_strangers(course.students, [row.student for row in rows]) if rows else []:
            click.echo(f"{course_file or config.FILE}: {line}", err=True)
        if len(given) > 1 or not (given or roster):
            raise ValueError(
                "expected a roster with repositories, or one of --canvas, --moodle, --folder and --gradescope"
            )
        if not given and not course.deadlines:
            raise ValueError("no deadline: give --deadline TIME, or set deadlines in the course file")
        if pseudonyms:
            if not roster:
                raise ValueError("--pseudonyms: expected a roster, which leads back to the names")
            key = read_key(roster, make=True)
            rows, course = with_pseudonyms(rows, key), course_with_pseudonyms(course, key)
        before = collected_before(into)
        found = _downloaded(given, rows, into, course, pseudonyms) if given else _cloned(rows, into, course, pseudonyms)
        results = _watch(found, len(rows))
        if rows and not gradescope:  # which is about one student
            _set_aside(into, results, before)
    except (ValueError, OSError) as error:  # the latter from a disk that is full, or that cannot be written
        click.echo(error, err=True)
        sys.exit(2)
    order = [*dict.fromkeys([*(row.student for row in rows), *results])]
    Console().print(_table_of_files(results, order, into) if given else _table_of_commits(results, order))
    click.echo(f"next: grader grade {into}{f' --roster {roster}' if pseudonyms else ''}")
    sys.exit(any(found.problem for found in results.values()))


def _cloned(rows: list[RosterRow], into: Path, course: Course, pseudonyms: bool) -> Iterator[tuple[str, Collected]]:
    for row, found in collecting.collect(rows, into, course, pseudonyms):
        yield row.student, found


def _downloaded(
    given: dict[str, Path], rows: list[RosterRow], into: Path, course: Course, pseudonyms: bool
) -> Iterator[tuple[str, Collected]]:
    ((platform, path),) = given.items()
    if platform == GRADESCOPE:
        yield collect_gradescope(path, rows, into, course)
        return
    handed_in, strangers = sort_download(path, platform, course.limits.source_bytes, rows)
    if not handed_in:
        what = f"submissions named as {platform} names them" if platform else "a folder for each student"
        raise ValueError(f"{path}: expected {what}, got none; is it the right file?")
    for name in strangers[:MOST_STRANGERS]:
        click.echo(f"{path}: {name} is nobody's, and was left out", err=True)
    if len(strangers) > MOST_STRANGERS:
        click.echo(f"{path}: and {len(strangers) - MOST_STRANGERS} more", err=True)
    yield from collect_download(handed_in, rows, into, course, _read_notebook, hide_names=pseudonyms)


def _set_aside(into: Path, results: Iterable[str], before: set[str]) -> None:
    """Say in one line who is not graded, though there is a folder."""
    if moved := set_aside(into, results, before):
        names = first_few([fit(name, 80) for name in moved], MOST_STRANGERS)
        click.echo(f"{into}: not in the roster: {names}; moved to {into / ASIDE}, which is not graded", err=True)


def _read_notebook(stem: str, data: bytes, source_bytes: int) -> str:
    """Read a notebook. Its libraries are imported only here: they are large, and an extra."""
    try:
        from grader.nbgrader.module_text import module_text
    except ImportError:
        raise ValueError("notebooks need nbgrader: pip install 'backprop-exercise-kit[nbgrader]'") from None
    return module_text(stem, data, source_bytes)


def _watch(collected: Iterable[tuple[str, Collected]], total: int) -> dict[str, Collected]:
    """Show how many are collected while they are."""
    results = {}
    with Console().status("collecting") as status:
        for student, found in collected:
            results[student] = found
            status.update(f"{len(results)} of {total}" if total else f"{len(results)}")
    return results


def _table_of_commits(results: dict[str, Collected], order: list[str]) -> Table:
    table = Table(caption="the commit of each student at the deadline, and the clock that dates it")
    for heading in ("student", "commit", "clock", "remarks"):
        table.add_column(heading)
    for student in order:
        found = results[student]
        commits = dict.fromkeys(c[:10] for c in found.commits.values() if c)
        late = [f"{stem}: {days} day{'s' * (days > 1)} late" for stem, days in found.days_late.items()]
        remarks = [found.problem, *found.remarks, *late]
        table.add_row(*map(Text, (student, ", ".join(commits) or "none", found.rule, _joined(remarks))))
    return table


def _table_of_files(results: dict[str, Collected], order: list[str], into: Path) -> Table:
    table = Table(caption="the exercises that each student handed in: the last attempt, as the platform gave it")
    for heading in ("student", "exercises", "remarks"):
        table.add_column(heading)
    for student in order:
        files = sorted(path.stem.partition("_")[0] for path in (into / student).glob("*.py"))
        remarks = [results[student].problem, *results[student].remarks]
        table.add_row(*map(Text, (student, ", ".join(files) or "none", _joined(remarks))))
    return table


def _joined(remarks: list[str]) -> str:
    return "; ".join(filter(None, remarks))


def _time(text: str) -> datetime:
    try:
        return timestamps.parse_time(text)
    except ValueError as error:
        raise ValueError(f"--deadline: {error}") from None
