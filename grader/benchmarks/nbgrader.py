"""What autograding with nbgrader costs: with the plug-in and without it, and vanilla nbgrader for a class.

python -m grader.benchmarks.nbgrader [STEM ...]
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from grader.benchmarks.notebooks import Notebooks
from grader.paths import KIT

COPIES = 4
"""Submissions that are graded: with one alone, nbgrader's own start is most of the time."""

ASSIGNMENTS = KIT / "assignments"
PLUGINS = "# The plug-ins."
"""What begins like this in the configuration is left out for nbgrader by itself."""


def main() -> None:
    """Print both times and their ratio for each exercise named, for the first if none is."""
    for stem in sys.argv[1:] or ["ex1_by_hand"]:
        plugin, plain = measure(stem)
        print(
            f"{stem}, {COPIES} submissions: {plugin:.2f} s with the plug-in, {plain:.2f} s without: "
            f"ratio {plugin / plain:.2f}"
        )


def measure(stem: str, copies: int = COPIES) -> tuple[float, float]:
    """Seconds of processor time to autograde so many solved notebooks, with the plug-in and without it."""
    solved = nbformat.read(ASSIGNMENTS / "source" / stem / f"{stem}.ipynb", as_version=4)
    notebooks = {f"student{number}": {stem: solved} for number in range(copies)}
    return autograde(notebooks, plugins=True).processor, autograde(notebooks, plugins=False).processor


@dataclass(frozen=True)
class Autograding:
    """What came of `nbgrader autograde`: seconds on the clock and of processor time; points of who handed in."""

    seconds: float
    processor: float
    points: dict[str, float]


def autograde(notebooks: Notebooks, plugins: bool) -> Autograding:
    """Hand in these notebooks and autograde them, one exercise after the other, as nbgrader does it."""
    stems = dict.fromkeys(stem for those in notebooks.values() for stem in those)
    wall, used = 0.0, 0.0
    with _course(plugins) as folder:
        for student, handed_in in notebooks.items():
            for stem, notebook in handed_in.items():
                file = folder / "submitted" / student / stem / f"{stem}.ipynb"
                file.parent.mkdir(parents=True)
                nbformat.write(notebook, file)
        for stem in stems:
            files = shutil.ignore_patterns(".*")  # what a check left there would be copied for each student
            shutil.copytree(ASSIGNMENTS / "source" / stem, folder / "source" / stem, ignore=files)
            _nbgrader(folder, "generate_assignment", stem)
            began, before = time.monotonic(), _used()
            _nbgrader(folder, "autograde", stem)
            wall, used = wall + time.monotonic() - began, used + _used() - before
        with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
            points = {student.id: float(student.score) for student in gradebook.students}
    return Autograding(wall, used, points)


@contextmanager
def _course(plugins: bool) -> Iterator[Path]:
    """A new course's folder."""
    with tempfile.TemporaryDirectory(prefix="course-") as name:
        text = (ASSIGNMENTS / "nbgrader_config.py").read_text(encoding="utf-8")
        text = text if plugins else text.partition(PLUGINS)[0]
        (Path(name) / "nbgrader_config.py").write_text(text, encoding="utf-8")
        yield Path(name)


def _nbgrader(folder: Path, *arguments: str) -> None:
    # Making a gradebook runs alembic from PATH.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    command = [sys.executable, "-m", "nbgrader", *arguments]
    done = subprocess.run(command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True)
    # It ends like this when it could not grade somebody, but has graded the others; who it was has no points.
    somebody = arguments[0] == "autograde" and "There was an error processing assignment" in done.stderr
    if done.returncode and not somebody:
        raise SystemExit(f"nbgrader {' '.join(arguments)} failed:\n{done.stderr[-2000:]}")


def _used() -> float:
    """Processor time of all processes that this one started and that have ended, and of all that those started."""
    times = os.times()
    return times.children_user + times.children_system


if __name__ == "__main__":
    main()
