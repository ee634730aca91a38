"""Measures the time of autograding with nbgrader: with the kit's plug-ins, without them, and where nothing is graded.

python -m grader.benchmarks.nbgrader [STEM ...]
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from grader.benchmarks.classes import Notebooks
from grader.benchmarks.figures import ACCOUNTED, processor_seconds
from grader.paths import KIT

COPIES = 4
"""Number of submissions: with a single one, nbgrader's own start would be most of the time."""

ASSIGNMENTS = KIT / "assignments"
PLUGINS = "# The plug-ins."
"""The line of the configuration where the plug-ins begin."""


class Way(Enum):
    """What is in the place of nbgrader's `Execute`."""

    VANILLA = "vanilla"
    NOTHING = "grading nothing"
    PLUGINS = "with the plug-in"

    @property
    def configuration(self) -> str:
        """The text of the course's `nbgrader_config.py`."""
        text = (ASSIGNMENTS / "nbgrader_config.py").read_text(encoding="utf-8")
        plain = text.partition(PLUGINS)[0]
        return {
            Way.VANILLA: plain,
            Way.NOTHING: f"{plain}\nc.Execute.enabled = False\n",  # as nbgrader's own --no-execute has it
            Way.PLUGINS: f"from grader import sandbox\nsandbox.SANDBOXES = (sandbox.choose({ACCOUNTED!r}),)\n{text}",
        }[self]


def main() -> None:
    """Print what autograding costs for each exercise in the arguments, or for the first exercise without any."""
    for stem in sys.argv[1:] or ["ex1_by_hand"]:
        costs = measure(stem)
        shown = ", ".join(f"{way.value} {seconds:.2f} s" for way, seconds in costs.items())
        print(f"{stem}, {COPIES} submissions: {shown}: ratio {costs[Way.PLUGINS] / costs[Way.VANILLA]:.2f}")


def measure(stem: str, copies: int = COPIES, **settings: str) -> dict[Way, float]:
    """Measure the processor time in seconds of autograding solved notebooks, in each way.

    Args:
        stem: The exercise.
        copies: Number of notebooks.
        settings: Environment variables.
    """
    solved = nbformat.read(ASSIGNMENTS / "source" / stem / f"{stem}.ipynb", as_version=4)
    notebooks = {f"student{number}": {stem: solved} for number in range(copies)}
    return {way: autograde(notebooks, way, **settings).processor for way in Way}


@dataclass(frozen=True)
class Autograding:
    """The result of `nbgrader autograde`."""

    seconds: float
    """Wall-clock time."""

    processor: float
    """Processor time in seconds."""

    points: dict[str, float]
    """Student -> score."""


def autograde(notebooks: Notebooks, way: Way, **settings: str) -> Autograding:
    """Submit notebooks to a new nbgrader course, and autograde them, one exercise after the other."""
    stems = dict.fromkeys(stem for handed_in in notebooks.values() for stem in handed_in)
    wall, used = 0.0, 0.0
    with _course(way) as folder:
        for student, handed_in in notebooks.items():
            for stem, notebook in handed_in.items():
                file = folder / "submitted" / student / stem / f"{stem}.ipynb"
                file.parent.mkdir(parents=True)
                nbformat.write(notebook, file)
        for stem in stems:
            files = shutil.ignore_patterns(".*")  # a cache that a check left there would be copied for each student
            shutil.copytree(ASSIGNMENTS / "source" / stem, folder / "source" / stem, ignore=files)
            _nbgrader(folder, settings, "generate_assignment", stem)
            began, before = time.monotonic(), processor_seconds()
            _nbgrader(folder, settings, "autograde", stem)
            wall, used = wall + time.monotonic() - began, used + processor_seconds() - before
        with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
            points = {student.id: float(student.score) for student in gradebook.students}
    return Autograding(wall, used, points)


@contextmanager
def _course(way: Way) -> Iterator[Path]:
    """Provide the folder of a new course."""
    with tempfile.TemporaryDirectory(prefix="course-") as name:
        (Path(name) / "nbgrader_config.py").write_text(way.configuration, encoding="utf-8")
        yield Path(name)


def _nbgrader(folder: Path, settings: Mapping[str, str], *arguments: str) -> None:
    # nbgrader runs alembic from PATH to make a gradebook.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    command = [sys.executable, "-m", "nbgrader", *arguments]
    # Compiled modules are kept, as an installed kit has them.
    env = {**os.environ, **settings, "PATH": path, "PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    # With this error, autograding has graded all students but some, who then have no points.
    graded_others = arguments[0] == "autograde" and "There was an error processing assignment" in done.stderr
    if done.returncode and not graded_others:
        raise SystemExit(f"nbgrader {' '.join(arguments)} failed:\n{done.stderr[-2000:]}")


if __name__ == "__main__":
    main()
