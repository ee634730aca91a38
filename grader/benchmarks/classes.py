"""How fast a class is graded, how that grows with the class, and how it compares with vanilla nbgrader.

grader bench [--students N ...] [--jobs N] [--json FILE]
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from checks.exercises import EXERCISES
from grader.benchmarks import nbgrader
from grader.paths import KIT

SAMPLES = KIT / "tests" / "submissions"
LEFT_OUT = {"hostile"}


@dataclass(frozen=True)
class Measurement:
    """One grading of a class: wall-clock seconds, and the largest process of the judges in MB."""

    students: int
    jobs: int
    seconds: float
    judge_mb: float

    @property
    def per_minute(self) -> float:
        return 60 * self.students / self.seconds


def figures(sizes: Sequence[int], jobs: int) -> dict[str, Any]:
    """Classes of these sizes, and vanilla nbgrader beside them, all in this run."""
    classes = [measure(students, jobs) for students in sizes]
    return {
        "jobs": jobs,
        "classes": [{**asdict(one), "a minute": one.per_minute} for one in classes],
        "vanilla nbgrader, a minute": vanilla_per_minute(jobs),
    }


def measure(students: int, jobs: int) -> Measurement:
    """Grade a class made of the sample submissions, each student with a text of his own, from nothing."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name) / "class"
        make_class(folder, students)
        command = [sys.executable, "-c", MEASURED, str(folder), str(jobs), str(Path(name) / "record.json")]
        began = time.monotonic()
        done = subprocess.run(command, cwd=KIT, capture_output=True, text=True)
        seconds = time.monotonic() - began
    if done.returncode:
        raise SystemExit(f"grading the class failed:\n{done.stderr[-2000:]}")
    return Measurement(students, jobs, seconds, int(done.stdout.split()[-1]) / 1024)


MEASURED = """
import resource, subprocess, sys
folder, jobs, record = sys.argv[1:]
command = [sys.executable, "-m", "grader", "grade", folder, "--fresh", "--jobs", jobs, "--json", record]
done = subprocess.run(command, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(done.returncode)
"""
"""Runs the grading in a process whose children are all of it: so their largest memory can be told."""


def make_class(folder: Path, students: int) -> None:
    """Copies of the sample submissions in turn; a comment makes every file one of its own."""
    samples = sorted(p for p in SAMPLES.iterdir() if p.is_dir() and p.name not in LEFT_OUT)
    for number in range(students):
        sample = samples[number % len(samples)]
        target = folder / f"{sample.name}{number:04}"
        shutil.copytree(sample, target)
        for file in target.rglob("*.py"):
            with file.open("ab") as text:
                text.write(f"\n# {number}\n".encode())


def vanilla_per_minute(jobs: int) -> float:
    """Submissions of all seven notebooks that vanilla nbgrader autogrades in a minute, if it ran on all processors.

    It has no parallel autograding; its processor time is taken as if it could be spread without loss.
    """
    seconds = sum(nbgrader.measure(exercise.stem)[1] for exercise in EXERCISES)
    return 60 * jobs / seconds
