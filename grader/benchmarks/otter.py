"""Grades the same notebooks and the same checks with otter-grader: an assignment for each exercise, no container."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat

from grader.benchmarks.classes import Notebooks
from grader.course import registry

SECONDS = 30
"""Time limit for a notebook. Otter has none by itself; nbgrader has the same one for each cell."""

HEAD = '''"""Runs the kit's checks on the names of the student's notebook, in its process: otter has no other way."""
from otter.test_files import test_case
from checks.notebook import run
from {visible} import *
from {hidden} import *

OK_FORMAT = False
name = "{stem}"
'''

CASE = """

@test_case(points={points}, hidden={hidden})
def case_{number}(env):
    result = run({function}.check, env)
    assert result.points == result.max_points, result.message
"""


def grade(notebooks: Notebooks, jobs: int, most: float = SECONDS) -> tuple[float, dict[str, float]]:
    """Grade notebooks with otter-grader.

    Args:
        notebooks: The notebooks of all students.
        jobs: Number of notebooks graded in parallel.
        most: Time limit for one notebook, in seconds.

    Returns:
        The wall-clock time in seconds, and the points of each student.
    """
    stems = dict.fromkeys(stem for handed_in in notebooks.values() for stem in handed_in)
    with tempfile.TemporaryDirectory(prefix="otter-") as name:
        folder = Path(name)
        for stem in stems:
            _make_assignment(folder, stem)
        for student, handed_in in notebooks.items():
            for stem, notebook in handed_in.items():
                (folder / student / stem).mkdir(parents=True)
                nbformat.write(notebook, folder / student / stem / f"{stem}.ipynb")
        began = time.monotonic()
        with ThreadPoolExecutor(jobs) as pool:
            points = {s: [pool.submit(_points, folder, s, stem, most) for stem in notebooks[s]] for s in notebooks}
        seconds = time.monotonic() - began
        return seconds, {student: sum(one.result() for one in futures) for student, futures in points.items()}


def _make_assignment(folder: Path, stem: str) -> None:
    tests = folder / "tests" / stem
    tests.mkdir(parents=True)
    hidden = registry.hidden_checks(stem)
    text = HEAD.format(stem=stem, visible=f"checks.test_{stem}", hidden=f"grader.hidden.test_{stem}")
    for number, check in enumerate(registry.all_checks(stem)):
        text += CASE.format(
            number=number, points=check.points, hidden=check in hidden, function=check.function.__name__
        )
    (tests / f"{stem}.py").write_text(text, encoding="utf-8")
    options = ["--no-config", "--no-requirements", "--no-environment"]
    _otter(folder, "generate", "--tests-dir", str(tests), "--output-path", f"{stem}.zip", *options)


def _points(folder: Path, student: str, stem: str, most: float) -> float:
    """Grade one notebook, and return its points; 0 if otter failed or took too long."""
    out = folder / student / stem
    try:
        files = ["--autograder", str(folder / f"{stem}.zip"), "--output-dir", str(out), f"{stem}.ipynb"]
        _otter(out, "run", *files, most=most)
    except subprocess.SubprocessError:
        return 0.0
    results = json.loads((out / "results.json").read_text(encoding="utf-8"))
    return float(sum(test.get("score", 0.0) for test in results["tests"]))


def _otter(folder: Path, *arguments: str, most: float | None = None) -> None:
    command = [sys.executable, "-m", "otter", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=most)
