"""A class: the same record whatever the jobs, nothing graded twice, nothing lost when something is killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from grader.course.limits import Limits
from grader.grading.batch import grade_each
from grader.grading.executors import InProcess, executor
from grader.grading.plan import Plan
from grader.grading.store import Store
from grader.paths import KIT, REFERENCE
from grader.record import SubmissionEntry, read_record
from tests.records import as_in_a_file

STEMS = ("ex1_by_hand",)
LIMITS = Limits()
MISTAKES = {"ada": "", "bob": "dl_dp * x", "cy": "steps", "dee": "-2 *"}


@pytest.fixture
def class_folder(tmp_path: Path) -> Path:
    """Four students, three of them with a mistake."""
    source = (REFERENCE / "ex1_by_hand.py").read_text()
    for student, dropped in MISTAKES.items():
        folder = tmp_path / "class" / student
        folder.mkdir(parents=True)
        (folder / "ex1_by_hand.py").write_text(source.replace(f"return {dropped}", "return ") if dropped else source)
    return tmp_path / "class"


def entries(folder: Path, limits: Limits = LIMITS, **options: Any) -> list[SubmissionEntry]:
    return list(grade_each(sorted(folder.iterdir()), Plan(STEMS, limits), **options))


def in_folder(folder: Path) -> Store[SubmissionEntry]:
    return Store(folder, SubmissionEntry)


def test_same_entries_whatever_the_jobs(class_folder: Path, tmp_path: Path) -> None:
    """One process or two, with a store or without, give the same entries."""
    alone = [*map(as_in_a_file, entries(class_folder))]
    pool = entries(class_folder, engine=partial(executor, 2), store=in_folder(tmp_path / "store"))
    together = [*map(as_in_a_file, pool)]
    assert together == alone
    assert [entry["student"] for entry in alone] == sorted(MISTAKES)


def test_what_is_in_the_store_is_not_graded_again(class_folder: Path, tmp_path: Path) -> None:
    """Only the student who changed something is."""
    store = in_folder(tmp_path / "store")
    first = entries(class_folder, store=store)
    graded: list[str] = []
    assert entries(class_folder, store=store, engine=lambda: Noting(graded)) == first
    assert graded == []
    with (class_folder / "cy" / "ex1_by_hand.py").open("a") as file:
        file.write("# better now\n")
    entries(class_folder, store=store, engine=lambda: Noting(graded))
    assert graded == ["cy"]


def test_other_limits_are_another_grading(class_folder: Path, tmp_path: Path) -> None:
    """The store's key holds the limits of a grading."""
    store, graded = in_folder(tmp_path / "store"), list[str]()
    entries(class_folder, store=store)
    entries(class_folder, Limits(call_seconds=4), engine=lambda: Noting(graded), store=store)
    assert graded == sorted(MISTAKES)


class Noting(InProcess):
    """A pool that grades in this process, and notes whom."""

    def __init__(self, students: list[str]) -> None:
        self.students = students

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.students.append(args[0].student)
        return super().submit(fn, *args, **kwargs)


class Fragile(Executor):
    """A pool whose process is killed when it gets one of the `victims`, that number of times."""

    def __init__(self, victims: dict[str, int]) -> None:
        self.victims = victims
        self.broken = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        student = args[0].student
        if not self.broken and self.victims.get(student, 0):
            self.victims[student] -= 1
            self.broken = True
        if self.broken:
            future: Future[Any] = Future()
            future.set_exception(BrokenProcessPool("killed"))
            return future
        return InProcess().submit(fn, *args, **kwargs)


def test_a_judge_that_is_killed_loses_nothing(class_folder: Path) -> None:
    """The submissions that the killed judge had are graded by another one."""
    assert entries(class_folder, engine=partial(Fragile, {"bob": 1})) == entries(class_folder)


def test_a_submission_that_kills_its_judge_is_for_a_person(class_folder: Path) -> None:
    """The rest of the class is graded."""
    found = {entry.student: entry for entry in entries(class_folder, engine=partial(Fragile, {"bob": 9}))}
    assert found["bob"].status == "needs_review"
    assert found["ada"].score == 14
    assert found["dee"].status == "graded"


def test_what_went_wrong_with_the_grader_is_tried_again(class_folder: Path, tmp_path: Path) -> None:
    """An error of ours is no grade: the same command grades that submission again, and no other."""
    store, graded = in_folder(tmp_path / "store"), list[str]()
    entries(class_folder, engine=partial(Fragile, {"bob": 9}), store=store)
    found = entries(class_folder, engine=lambda: Noting(graded), store=store)
    assert [*map(as_in_a_file, found)] == [*map(as_in_a_file, entries(class_folder))]
    assert graded == ["bob"]


def test_killed_and_started_again(class_folder: Path, tmp_path: Path) -> None:
    """A grading that is killed after each entry, and started again until it ends, gives the same record."""
    for i in range(3):
        shutil.copytree(class_folder / "bob", class_folder / f"bob{i}")
    undisturbed = [*map(as_in_a_file, entries(class_folder))]
    store, file = tmp_path / "store", tmp_path / "record.json"
    command = [sys.executable, "-m", "grader", "grade", str(class_folder), "--exercise", STEMS[0], "--json", str(file)]
    kills = 0
    while not file.exists():
        before = on_disk(store)
        process = subprocess.Popen(
            [*command, "--store", str(store), "--jobs", "1"], cwd=KIT, stdout=subprocess.DEVNULL, start_new_session=True
        )
        while process.poll() is None and on_disk(store) <= before:
            time.sleep(0.005)
        if process.poll() is None and kills < 3:
            os.killpg(process.pid, signal.SIGKILL)
            kills += 1
        process.wait()
    assert kills
    assert [*map(as_in_a_file, read_record(file).submissions)] == undisturbed


def on_disk(store: Path) -> int:
    return len(list(store.rglob("*.json")))
