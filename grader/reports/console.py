"""Shows the record in a terminal: a table of the class, or every check of one submission."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from checks.explain.messages import Block, Role, paragraphs
from checks.model.status import Status
from grader.grading.student_view import AnyCheck, AnyEntry, AnyExercise, AnyRecord, left_out
from grader.record import SubmissionStatus

SHORTEST_NAME = 8
"""Columns of a student's name in the table that are always shown, however narrow the terminal is."""

HEADING = 3
"""Columns of the heading of an exercise, such as `ex1`."""

REMARKS = 12
"""Columns left for remarks, at which most of them have no broken word."""

FRAME = 3
"""Columns around a cell: two blanks and a line."""


def show(record: AnyRecord, console: Console) -> None:
    """Print one submission in full, several as a table."""
    submissions = record.submissions
    if len(submissions) == 1:
        show_submission(submissions[0], console)
    else:
        show_class(submissions, console)


def show_class(submissions: Sequence[AnyEntry], console: Console) -> None:
    """Print a row for each student, with a column for each exercise."""
    most: dict[str, float] = {}
    rows = []
    for entry in submissions:
        for exercise in entry.exercises:  # the maximum of who is excused is 0
            most[exercise.id] = max(most.get(exercise.id, 0), exercise.max_score)
        scores = [Text("exc." if left_out(e) else f"{e.score:g}", style=_colour(e)) for e in entry.exercises]
        total = Text(f"{entry.score:g} / {entry.max_score:g}")
        rows.append([Text(entry.student), *scores, total, Text("; ".join(remarks(entry)))])
    table = Table(caption="points per exercise; what a student lost is in the JSON record (--json)")
    table.add_column("student", no_wrap=True, overflow="ellipsis", max_width=_room_for_names(rows, console.width))
    for exercise in submissions[0].exercises if submissions else []:
        table.add_column(f"{_short(exercise)}\n/{most[exercise.id]:g}", justify="right")
    table.add_column("score", justify="right")
    table.add_column("remarks")
    for row in rows:
        table.add_row(*row)
    console.print(table)


def _room_for_names(rows: list[list[Text]], width: int) -> int:
    """Return the columns that the points leave for names, so that a long name is cut and no number is."""
    widths: list[int] = [max(cell.cell_len for cell in column) for column in zip(*rows, strict=True)]
    points = [max(HEADING, width) for width in widths[1:-1]]
    return max(SHORTEST_NAME, width - sum(points) - REMARKS - FRAME * (len(points) + 2) - 1)


def remarks(entry: AnyEntry) -> list[str]:
    """List what an instructor should know about a submission besides its points."""
    found = list(entry.notes)
    if entry.status is SubmissionStatus.NEEDS_REVIEW:
        found.insert(0, "needs a person")
    for exercise in entry.exercises:
        statuses = {check.status for check in exercise.checks}
        if words := sorted(status.word for status in statuses & {Status.CRASHED, Status.TIMEOUT}):
            found.append(f"{_short(exercise)}: {' and '.join(words)}")
    found += [f"badge: {badge.id}" for badge in entry.badges if badge.earned]
    return found


def show_submission(entry: AnyEntry, console: Console) -> None:
    """Print every check with its message."""
    console.print(Text(f"{entry.student}: {entry.score:g} of {entry.max_score:g} points", style="bold"))
    for note in entry.notes:
        console.print(Text(note, style="yellow"))
    for exercise in entry.exercises:
        _show_exercise(exercise, "", console)
    for badge in entry.badges:
        _show_exercise(badge, ", a badge, earned" if badge.earned else ", a badge, not earned yet", console)
    if entry.status is SubmissionStatus.NEEDS_REVIEW:
        console.print(Text("This submission needs a person: the notes and messages above say why.", style="magenta"))


def _show_exercise(exercise: AnyExercise, remark: str, console: Console) -> None:
    console.print()
    points = "excused" if left_out(exercise) else f"{exercise.score:g} / {exercise.max_score:g}"
    heading = f"{exercise.id}  {points}{remark}"
    console.print(Text(heading, style="bold"), Text(exercise.file or "not handed in", style="dim"))
    previous = None
    for check in exercise.checks:
        points = f"{check.score:g}/{check.max_score:g}"
        hidden = " (hidden)" if check.hidden else ""
        line = Table.grid(padding=(0, 1))
        line.add_row(f"  {check.status.sign}", f"{points:>5}", Text(check.title + hidden), style=check.status.colour)
        console.print(line)
        message = check.message
        if message and check.status is not Status.NOT_STARTED and message != previous:
            _show_message(check, console)
        previous = message
        if mistake := check.misconception:
            text = Text.assemble((f"It looks like this: {mistake.name}. ", "bold"), mistake.explanation)
            console.print(Padding(text, (0, 0, 1, 10)))


STYLES = {Role.LAW: "bold", Role.EDIT: "bold", Role.DIFFERENCE: "red", Role.DEPARTURE: "red", Role.CODE: "dim"}
"""Styles of a message's parts. A colour never says more than the words."""


def _show_message(check: AnyCheck, console: Console) -> None:
    """Print the message of a check that did not pass: code at the left margin, as it can be pasted, in whole lines."""
    unexplained = [(Block(Role.REASON, (check.message,)),)]
    for at, paragraph in enumerate(paragraphs(check.failure) if check.failure else unexplained):
        if at:
            console.print()
        for block in paragraph:
            text = Text("\n".join(block.lines), style=STYLES.get(block.role, ""))
            if block.role is Role.CODE:
                console.print(text, soft_wrap=True)
            else:
                console.print(Padding(text, (0, 0, 0, 10)))
    console.print()


def _short(exercise: AnyExercise) -> str:
    return exercise.id.split("_")[0]


def _colour(exercise: AnyExercise) -> str:
    if exercise.score == exercise.max_score:
        return "green"
    return "red" if exercise.score == 0 else "yellow"
