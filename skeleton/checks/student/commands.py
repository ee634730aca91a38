"""The commands of `python -m backprop`: each has a function that does it and returns the exit code."""

from __future__ import annotations

import ast
import os
import pydoc
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path
from typing import Any

from rich.markdown import Markdown
from rich.table import Table

from checks.exercises import BY_STEM, Exercise
from checks.explain.messages import wrapped
from checks.explain.tree_text import tree_text
from checks.guest.loading import source_file
from checks.student.debugging.failing import failing_network, first_failure
from checks.student.hints import hint, hints, remembered
from checks.student.memory import Memory
from checks.student.stub_state import PROJECT, is_untouched, stub_file
from checks.student.terminal import encoding_of, readable, rendered

EXAMPLE = "Add([Multiply([Parameter(0.56), Input(32.0)]), Parameter(-17.8)])"
"""From Fahrenheit to Celsius."""

GRAPH = "a = Parameter(3.0); b = Add([a, a]); c = Add([b, b])"
"""The smallest network in which sums over parents matter twice."""


WIDEST = 88
"""Columns of a text. Longer lines are hard to read."""


LESS = "-RFX -PsSpace goes on, b goes back, q ends$"
"""Options of the pager less: colours, nothing to page if it fits, the text stays on the screen; and a prompt."""


def say(content: Any) -> None:
    """Print a text or anything that rich can show, in characters that the terminal has."""
    text = wrapped(content) if isinstance(content, str) else rendered(content, 80, colour=False)
    print(readable(text, encoding_of(sys.stdout)))


def list_exercises() -> int:
    """List the exercises: number, title, file in backprop/, and what is remembered of its checks. No checks run."""
    table, memory = Table.grid(padding=(0, 2, 0, 0)), Memory()
    for exercise in BY_STEM.values():
        table.add_row(str(exercise.number), exercise.title, f"{exercise.stem}.py", memory.word(exercise.stem))
    say(table)
    return 0


def read(exercise: Exercise) -> int:
    """Show an exercise's text, with headings, tables and code in colours where the terminal has them."""
    text = ast.get_docstring(ast.parse(stub_file(exercise.stem).read_text(encoding="utf-8"))) or ""
    terminal = sys.stdout.isatty()
    width = min(WIDEST, shutil.get_terminal_size().columns) if terminal else WIDEST
    text = "\n".join(line for long in text.splitlines() for line in _comment_above(long, width))
    shown = readable(
        rendered(Markdown(text, code_theme="ansi_light", hyperlinks=False), width, colour=terminal),
        encoding_of(sys.stdout),
    )
    if terminal and shown.count("\n") >= shutil.get_terminal_size().lines and shutil.which("less"):
        os.environ.setdefault("LESS", LESS)
        pydoc.pager(shown)
    else:
        print(shown)
    return 0


def _comment_above(line: str, width: int) -> list[str]:
    """Put the comment of a line of code above it, if the line is longer than the terminal is wide."""
    code, sign, comment = line.partition("  # ")
    if not sign or not line.startswith("    ") or len(line) - 2 <= width:  # code has 2 columns of its own, not 4
        return [line]
    prompt = ">>> " if code.startswith("    >>> ") else ""
    return [f"    {prompt}# {comment}", code.rstrip()]


def checks_file(exercise: Exercise) -> str:
    """Name the file that pytest runs for an exercise."""
    return f"checks/test_{exercise.stem}.py"


def check(exercise: Exercise | None, hints: bool) -> int:
    """Run pytest on one exercise, or on all."""
    what = checks_file(exercise) if exercise else "checks"
    # Beside an installed package there is no conftest.py that would load the plug-in.
    plugin = ["-p", "checks.plugin"]
    return subprocess.call([sys.executable, "-m", "pytest", *plugin, what, *(["--hints"] if hints else [])])


def watch() -> int:
    """Check each exercise as soon as its file is saved, until Ctrl-C or q."""
    from checks.student.watching.loop import watch as watching

    return watching()


def show_hint(exercise: Exercise, step: int) -> int:
    """Print one step of an exercise's hints, counted from 1."""
    steps = hints(exercise.stem, *remembered(exercise.stem, PROJECT))
    say(hint(steps, step))
    if step < len(steps):
        say(f"The next one: python -m backprop hint {exercise.number} {max(step, 1) + 1}")
    return 0


def draw(what: str, derivative: float | None, output: str) -> int:
    """Draw a network into a file.

    Args:
        what: Code that makes the network; or the number or the name of an exercise, for the network on which it fails.
        derivative: The derivative that comes down to the root; None to draw values only.
        output: The SVG file.
    """
    from checks.explain.drawing import drawing
    from checks.student.step_command import network_of

    exercise = _exercise(what)
    try:
        found = failing_network(exercise) if exercise else network_of(what, derivative)
    except ValueError as error:
        say(f"{error} Try {EXAMPLE!r}, or an exercise's number.")
        return 1
    if isinstance(found, str):
        say(found)
        return 1
    path = drawing(found).save(output)
    print(readable("\n".join(tree_text(found)), encoding_of(sys.stdout)))
    say(f"The picture is in {path}: open it in a browser.")
    return 0


def step(what: str, code: str, derivative: float, failing: bool, output: str) -> int:
    """Show the chain rule step by step, in a page for a browser.

    Args:
        what: The number or the name of an exercise; or code that makes a network, for the given framework.
        code: Code that makes a network of the exercise's classes; empty for the example of its text.
        derivative: The derivative that comes down to the root.
        failing: Whether to take the network on which the exercise fails instead.
        output: The HTML file.
    """
    from checks.student.step_command import steps_of, write_steps

    exercise = _exercise(what)
    found = failing_network(exercise) if failing and exercise else None
    if isinstance(found, str):
        say(found)
        return 1
    try:
        told = write_steps(*steps_of(exercise, code if exercise else what, derivative, found), output)
    except ValueError as error:
        say(f"{error} Try {GRAPH!r}, or an exercise's number.")
        return 1
    except OSError as error:
        say(f"{output} cannot be written: {error.strerror or error}. Name another file with --output.")
        return 1
    print(readable(told, encoding_of(sys.stdout)))
    return 0


def _exercise(text: str) -> Exercise | None:
    return next((e for e in BY_STEM.values() if text in (str(e.number), e.stem)), None)


def repro(exercise: Exercise, debug: bool) -> int:
    """Run what the message of the first check that fails shows, or stop in the student's function."""
    from checks.student.debugging.repro_command import can_be_run
    from checks.student.debugging.repro_command import repro as run

    found = first_failure(exercise, can_be_run)
    if isinstance(found, str):
        say(found)
        return 1
    for text in run(found, debug):
        print(readable(text, encoding_of(sys.stdout)), flush=True)
    return 0


def reset(stem: str) -> int:
    """Put a module back as it was handed out; the student's file is kept under the next free name in backups/."""
    told = f"backprop/{stem}.py is as it was in the beginning."
    if is_untouched(stem):
        say(told)
        return 0
    file = source_file(stem)
    if file.exists():
        folder = Path("backups")
        folder.mkdir(exist_ok=True)
        backup = next(p for n in count(1) if not (p := folder / f"{stem}-{n}.py").exists())
        backup.write_bytes(file.read_bytes())
        say(f"Your file is kept as {backup.as_posix()}.")
    file.write_bytes(stub_file(stem).read_bytes())
    say(told)
    return 0
