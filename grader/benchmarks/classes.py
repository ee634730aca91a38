"""Makes classes from the sample submissions, also as notebooks, and grades them with an instructor's command."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat

from checks.exercises import EXERCISES
from grader.authoring.notebooks import path_of
from grader.benchmarks.memory import Watch
from grader.course.limits import Limits
from grader.intake import files as submission
from grader.paths import KIT
from grader.record import Record, read_record

SAMPLES = KIT / "tests" / "submissions"
LEFT_OUT = {"hostile"}

Notebooks = dict[str, dict[str, nbformat.NotebookNode]]
"""Student -> exercise -> notebook."""


@dataclass(frozen=True)
class Run:
    """A grading of a class without stored gradings."""

    students: int
    seconds: float
    """Wall-clock time."""

    record: Record
    largest: list[tuple[float, float]]
    """Memory of the largest judge, see `memory.Watch`."""

    together: list[tuple[float, float]]
    """Memory of all judges together, see `memory.Watch`."""


class Lab:
    """A folder for classes, and the gradings made in it.

    Use it as a context manager: every grading that still runs at the end, after Ctrl-C for instance, is killed.

    Args:
        folder: The folder.
        jobs: Number of submissions graded in parallel.
        stems: Exercises to grade; all if empty.
        say: Called with a line about each step that begins, since it may take long.
    """

    def __init__(
        self, folder: Path, jobs: int, stems: Sequence[str] = (), say: Callable[[str], None] = lambda what: None
    ) -> None:
        self.folder = folder
        self.jobs = jobs
        self.stems = stems
        self.say = say
        self._runs: dict[int, Run] = {}
        self._started: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Lab:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._started:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def class_of(self, students: int) -> Path:
        """Return the folder of a class with this number of students, which is made if it is missing."""
        folder = self.folder / f"class{students}"
        if not folder.is_dir():
            make_class(folder, students)
        return folder

    def undisturbed(self, students: int) -> Run:
        """Grade a class without disturbing it. Each size is measured once."""
        if students not in self._runs:
            file = self.folder / f"record{students}.json"
            process = self.start(students, file, self.folder / f"store{students}")
            began = time.monotonic()
            with Watch(process.pid) as watch:
                process.wait()
            seconds = time.monotonic() - began
            record = finished(process, file)
            self._runs[students] = Run(students, seconds, record, watch.largest, watch.together)
        return self._runs[students]

    def start(self, students: int, file: Path, store: Path, *options: str) -> subprocess.Popen[bytes]:
        """Start `grader grade` for a class, in a process group of its own.

        Args:
            students: Number of students in the class.
            file: The file for the record.
            store: The folder for finished gradings.
            *options: Further options of the command.
        """
        self.say(f"grading {students} students")
        command = [sys.executable, "-m", "grader", "grade", str(self.class_of(students)), "--json", str(file)]
        command += ["--store", str(store), "--jobs", str(self.jobs), *options]
        command += [part for stem in self.stems for part in ("--exercise", stem)]
        # A killed process leaves its temporary folders behind; here they are removed with the lab.
        temporary = self.folder / "temporary"
        temporary.mkdir(exist_ok=True)
        with file.with_suffix(".errors").open("wb") as errors:
            process = subprocess.Popen(
                command,
                cwd=self.folder,
                env={**os.environ, "TMPDIR": str(temporary)},
                stdout=subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,
            )
        self._started.append(process)
        return process


def finished(process: subprocess.Popen[bytes], file: Path) -> Record:
    """Wait for the end of a grading, and read its record.

    Raises:
        SystemExit: The grading failed, so there is nothing to measure; the message has the end of its errors.
    """
    process.wait()
    if process.returncode not in (0, 1) or not file.is_file():  # 1: a submission needs a person
        errors = file.with_suffix(".errors").read_text(encoding="utf-8", errors="replace")
        raise SystemExit(f"grading the class failed:\n{errors[-2000:]}")
    return read_record(file)


def graded_in(store: Path) -> int:
    """Count the students in a store."""
    return len(list(store.rglob("*.json")))


def samples() -> list[Path]:
    """List the submissions of the sample class, without the hostile ones."""
    return sorted(p for p in SAMPLES.iterdir() if p.is_dir() and p.name not in LEFT_OUT)


def make_class(folder: Path, students: int) -> None:
    """Make a class of copies of the sample submissions, in turn. A comment makes every file different."""
    originals = samples()
    for number in range(students):
        sample = originals[number % len(originals)]
        target = folder / f"{sample.name}{number:04}"
        shutil.copytree(sample, target)
        for file in target.rglob("*.py"):
            with file.open("ab") as text:
                text.write(f"\n# {number}\n".encode())


def notebooks_of(folders: Sequence[Path], stems: Sequence[str]) -> Notebooks:
    """Make a notebook for each exercise that was handed in.

    Args:
        folders: The submissions; a folder's name is the student's.
        stems: The exercises; all if empty.
    """
    chosen = stems or [exercise.stem for exercise in EXERCISES]
    found: Notebooks = {}
    for folder in folders:
        files = submission.read_submission(folder, folder.name, Limits().source_bytes).files
        texts = {stem: files[stem].text for stem in chosen if stem in files and not files[stem].problem}
        found[folder.name] = {stem: notebook_of(stem, text) for stem, text in texts.items()}
    return found


def notebook_of(stem: str, text: str) -> nbformat.NotebookNode:
    """Make an exercise's notebook with the student's file in its first solution cell, and nothing in the others.

    Cells for reading and for trying things are left out: other graders would run them, and this kit does not.
    """
    notebook: nbformat.NotebookNode = nbformat.read(path_of(stem), as_version=4)
    notebook.cells = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
    for cell in notebook.cells:
        if cell.metadata.nbgrader.solution:
            cell.source, text = text, "# see above"
    return notebook


def differences(one: Record, other: Record) -> list[str]:
    """List the students whose entries differ between two records, and the names of other parts that differ."""
    entries = [{entry.student: entry for entry in record.submissions} for record in (one, other)]
    found = [name for name in sorted({*entries[0], *entries[1]}) if entries[0].get(name) != entries[1].get(name)]
    if not found and [*entries[0]] != [*entries[1]]:
        found.append("the order of the students")
    return found + [name for name in ("kit", "sandbox", "schema") if getattr(one, name) != getattr(other, name)]
