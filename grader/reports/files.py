"""The options of `grader grade` that write the record in other forms, and their implementation."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from grader.course.config import FILE, Course
from grader.private import read_key
from grader.record import Record
from grader.reports.csv import csv
from grader.reports.github import job_summary, workflow_commands
from grader.reports.gradescope import gradescope
from grader.reports.junit import junit
from grader.reports.platforms import People, canvas_csv, moodle_csv, unknown_to

Command = Callable[..., None]


def page_key(course_file: Path | None) -> Path:
    """Return the file with the key of the students' pages: it lies beside the course file."""
    return (course_file or FILE).with_name("student-pages.key")


RENDERERS: dict[str, tuple[Callable[[Record], str], str]] = {
    "junit": (junit, "Write the checks as JUnit XML to FILE."),
    "gradescope": (gradescope, "Write the results.json of Gradescope to FILE (one submission only)."),
    "csv": (csv, "Write a table with a row for each submission to FILE, as CSV."),
}
"""Option -> the function that makes the text of the file, and the help."""

PLATFORMS: dict[str, tuple[Callable[[Record, Course, People], str], str]] = {
    "canvas": (canvas_csv, "Write a table that Canvas imports into its gradebook to FILE."),
    "moodle": (moodle_csv, "Write a table that Moodle imports, as an assignment's worksheet, to FILE."),
}
"""Option -> the function that makes the text for a learning platform, and the help."""

MOST_UNKNOWN = 5
"""Maximum number of students listed by name in a message."""

ONE_ONLY = ("gradescope", "github")
"""Forms with room for one submission only."""

WITH_KEY = ("student_html", "feedback")
"""Options that name files by the key of the students' pages."""

LIBRARIES = {
    "html": ("jinja2", "matplotlib", "numpy"),
    "student_html": ("jinja2",),
    "feedback": ("jinja2",),
    "coverage": ("coverage",),
}
"""Option -> the libraries of the extra `html` that it needs."""


def options(command: Command) -> Command:
    """Add the options to a command, which then calls `problem` and `write`."""
    for name, (_, text) in (RENDERERS | PLATFORMS).items():
        command = click.option(f"--{name}", type=click.Path(dir_okay=False, path_type=Path), help=text)(command)
    text = "Write a page about the class to FILE, for the instructor only."
    command = click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help=text)(command)
    text = "Write a page for each student into DIRECTORY, with only what that student may see."
    command = click.option("--student-html", type=click.Path(file_okay=False, path_type=Path), help=text)(command)
    text = "Write the students' pages into FILE, a ZIP file that Canvas or Moodle hands out."
    command = click.option("--feedback", type=click.Path(dir_okay=False, path_type=Path), help=text)(command)
    text = "Who the students are to --canvas, --moodle and --html: a CSV file, as for `grader collect`."
    command = click.option("--roster", type=click.Path(path_type=Path), help=text)(command)
    text = "Write a job summary and annotations, for a step of a GitHub workflow (one submission only)."
    return click.option("--github", is_flag=True, help=text)(command)


def problem(chosen: Mapping[str, Any], submissions: int, people: People, key: Path) -> str:
    """Explain why the chosen forms cannot be written; empty if they can. Call it before the grading, which takes long.

    Args:
        chosen: The values of the options.
        submissions: Number of submissions.
        people: What is known of the students, by their folders.
        key: The file with the key of the students' pages, which is made if a form needs it.
    """
    for name in ONE_ONLY:
        if chosen[name] and submissions != 1:
            return f"--{name} is for one submission, and there are {submissions}: grade each by itself"
    for name, libraries in LIBRARIES.items():
        missing = [library for library in libraries if chosen.get(name) and find_spec(library) is None]
        if missing:
            return f"{_option(name)} needs {' and '.join(missing)}: pip install 'backprop-exercise-kit[html]'"
    for name in PLATFORMS:
        if chosen[name] and (unknown := unknown_to(name, people)):
            listed = ", ".join(unknown[:MOST_UNKNOWN]) + " and others" * (len(unknown) > MOST_UNKNOWN)
            advice = "give --roster FILE.csv with the columns student and id, or email"
            if chosen["roster"]:
                advice = "move the folders away of who is not in the roster, or give id or email there"
            return (
                f"--{name}: expected a number or an address by which {name.title()} knows each student, "
                f"got none for {listed}: {advice}"
            )
    written: dict[Path, str] = {}
    for name in ("json_file", *RENDERERS, *PLATFORMS, "html", *WITH_KEY):
        path = chosen.get(name)
        if path and not path.resolve().parent.is_dir():
            return f"{path}: its folder does not exist, make it first"
        if path and (other := written.setdefault(path.resolve(), name)) != name:
            return f"{path}: expected another file for each option, got it for {_option(other)} and {_option(name)}"
    return _problem_of_key(key) if any(chosen[name] for name in WITH_KEY) else ""


def _option(name: str) -> str:
    return "--" + name.removesuffix("_file").replace("_", "-")


def _problem_of_key(file: Path) -> str:
    try:
        read_key(file, make=True)
    except OSError as error:
        return f"{file}: expected the key of the students' pages, or a folder to make it in: {error.strerror}"
    except ValueError:
        return f"{file}: expected the key of the students' pages, got something else: move it away for a new one"
    return ""


def write(record: Record, chosen: Mapping[str, Any], course: Course, people: People, key: Path) -> None:
    """Write the record in each form that was chosen."""
    for name, (tabulate, _) in PLATFORMS.items():
        if chosen[name]:
            chosen[name].write_text(tabulate(record, course, people), encoding="utf-8", newline="")
    if chosen["feedback"]:
        from grader.reports.feedback_zip import write_feedback

        write_feedback(record, people, chosen["feedback"], read_key(key))
    if chosen["html"]:
        from grader.reports.html.class_page import class_page  # only here: its libraries are large, and an extra

        chosen["html"].write_text(class_page(record, people), encoding="utf-8")
    for name, (render, _) in RENDERERS.items():
        if chosen[name]:
            chosen[name].write_text(render(record), encoding="utf-8")
    if chosen["student_html"]:
        from grader.reports.html.student_pages import write_student_pages

        write_student_pages(record, chosen["student_html"], read_key(key))
    if chosen["github"]:
        page = os.environ.get("GITHUB_STEP_SUMMARY")
        if page:
            with Path(page).open("a", encoding="utf-8") as file:
                file.write(job_summary(record))
        for line in workflow_commands(record):
            click.echo(line)


@contextmanager
def without_commands(chosen: Mapping[str, Any]) -> Generator[None]:
    """Let GitHub take nothing that is printed meanwhile for a command: it may quote a solution, line by line."""
    if not chosen["github"]:
        yield
        return
    word = secrets.token_hex(16)
    click.echo(f"::stop-commands::{word}")
    yield
    click.echo(f"::{word}::")
