"""Classes made of the sample submissions, and how they are graded: with the very command that a person uses."""

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

from grader.benchmarks.memory import Watch
from grader.paths import KIT
from grader.record import Record, read_record

SAMPLES = KIT / "tests" / "submissions"
LEFT_OUT = {"hostile"}


@dataclass(frozen=True)
class Run:
    """One grading of a class from nothing: seconds on the clock, the record, and what memory the judges had."""

    students: int
    seconds: float
    record: Record
    largest: list[tuple[float, float]]
    together: list[tuple[float, float]]


class Lab:
    """A folder for classes, and the gradings that have been made in it. `stems`: these exercises only.

    `say` is told what begins now, since it may take long.
    Use it as a context manager: what still runs at the end, after Ctrl-C for instance, is killed.
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
        """The folder of a class of so many."""
        folder = self.folder / f"class{students}"
        if not folder.is_dir():
            make_class(folder, students)
        return folder

    def undisturbed(self, students: int) -> Run:
        """How a class of so many is graded when nothing happens; measured once, however many ask."""
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
        """`grader grade` of a class of so many, on its way, in a process group of its own."""
        self.say(f"grading {students} students")
        command = [sys.executable, "-m", "grader", "grade", str(self.class_of(students)), "--json", str(file)]
        command += ["--store", str(store), "--jobs", str(self.jobs), *options]
        command += [part for stem in self.stems for part in ("--exercise", stem)]
        # What is killed leaves its temporary folders behind: they go with the lab.
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
    """The record, when the grading has ended; SystemExit if there is none, for then there is nothing to measure."""
    process.wait()
    if process.returncode not in (0, 1) or not file.is_file():  # 1: somebody in the class needs a person
        errors = file.with_suffix(".errors").read_text(encoding="utf-8", errors="replace")
        raise SystemExit(f"grading the class failed:\n{errors[-2000:]}")
    return read_record(file)


def graded_in(store: Path) -> int:
    """How many students are in a store."""
    return len(list(store.rglob("*.json")))


def samples() -> list[Path]:
    """The submissions of the sample class, without those that attack."""
    return sorted(p for p in SAMPLES.iterdir() if p.is_dir() and p.name not in LEFT_OUT)


def make_class(folder: Path, students: int) -> None:
    """Copies of the sample submissions in turn; a comment makes every file one of its own."""
    originals = samples()
    for number in range(students):
        sample = originals[number % len(originals)]
        target = folder / f"{sample.name}{number:04}"
        shutil.copytree(sample, target)
        for file in target.rglob("*.py"):
            with file.open("ab") as text:
                text.write(f"\n# {number}\n".encode())


def differences(one: Record, other: Record) -> list[str]:
    """The students whose entries differ between two records, and the names of what else does; none if all is equal."""
    entries = [{entry.student: entry for entry in record.submissions} for record in (one, other)]
    found = [name for name in sorted({*entries[0], *entries[1]}) if entries[0].get(name) != entries[1].get(name)]
    if not found and [*entries[0]] != [*entries[1]]:
        found.append("the order of the students")
    return found + [name for name in ("kit", "sandbox", "schema") if getattr(one, name) != getattr(other, name)]
