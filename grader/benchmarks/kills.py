"""Kills a grading with `kill -9` at random moments, resumes it each time, and compares the record at the end."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterable

import psutil

from grader.benchmarks.classes import Lab, differences, finished, graded_in
from grader.benchmarks.figures import Figure, at_most, same

KILLS = 10
SEED = 8

PATIENCE = 10.0
"""Seconds within which every process that a killed grading had started must have ended."""


def figures(lab: Lab, students: int, kills: int = KILLS) -> list[Figure]:
    """Kill and resume a grading, let it end, and compare its record with that of an undisturbed run.

    Args:
        lab: Where the class is graded.
        students: Number of students in the class.
        kills: Number of kills.

    Returns:
        The number of kills, whether the records are identical, and the number of processes that outlived a kill.
    """
    undisturbed = lab.undisturbed(students)
    file, store = lab.folder / "killed.json", lab.folder / "killed"
    draw = random.Random(SEED)
    orphans, killed = 0, 0
    # A kill comes when a drawn number of students is done, and a drawn part of one student's time later: so it may hit
    # any moment of a grading. The last tenth of the class is spared, so that something is left to kill.
    for done in sorted(draw.choices(range(max(1, students * 9 // 10)), k=kills)):
        later = draw.random() * undisturbed.seconds / students
        process = lab.start(students, file, store)
        _wait_until(lambda: graded_in(store) >= done, process)  # noqa: B023 - used before the next turn
        time.sleep(later)
        if process.poll() is None:
            orphans += kill(process)
            killed += 1
    process = lab.start(students, file, store)
    record = finished(process, file)
    shutil.rmtree(store)
    return [
        Figure(
            f"kills at random moments (seed {SEED}) of a class of {students}", killed, "", str(kills), killed == kills
        ),
        same("the record, beside an undisturbed run's", differences(undisturbed.record, record)),
        at_most(f"processes that outlived their grading by {PATIENCE:g} s", orphans, "", 0),
    ]


def kill(process: subprocess.Popen[bytes]) -> int:
    """Kill the process group of a grading, and count the processes that it had started and that outlive it.

    The group is stopped first, so that no process is started between the look and the kill.
    """
    os.killpg(process.pid, signal.SIGSTOP)
    below = psutil.Process(process.pid).children(recursive=True)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return len(alive(below, PATIENCE))


def alive(processes: Iterable[psutil.Process], seconds: float) -> list[psutil.Process]:
    """Wait, and return the processes that still run after this number of seconds."""
    _, left = psutil.wait_procs(processes, timeout=seconds)
    return [one for one in left if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


def _wait_until(true: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Wait until the condition is true or the process has ended."""
    while not true() and process.poll() is None:
        time.sleep(0.02)
