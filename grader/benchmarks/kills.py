"""`kill -9` at random moments of a grading, which is resumed each time: what is the record worth afterwards?"""

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
"""Seconds within which everything that a killed grading had started has to be gone."""


def figures(lab: Lab, students: int, kills: int = KILLS) -> list[Figure]:
    """Kill and resume so often, then let it end: is the record that of an undisturbed run, and is anything left?"""
    undisturbed = lab.undisturbed(students)
    file, store = lab.folder / "killed.json", lab.folder / "killed"
    draw = random.Random(SEED)
    orphans, killed = 0, 0
    # So many students are done by then, and a part of the time that one takes has passed: a kill comes at any moment of
    # a grading. The last tenth is spared, lest there be nothing left to kill.
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
    """SIGKILL for its whole process group; returns how many processes that it had started are still there later.

    Stopped first, so that nothing is started between looking and killing.
    """
    os.killpg(process.pid, signal.SIGSTOP)
    below = psutil.Process(process.pid).children(recursive=True)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return len(alive(below, PATIENCE))


def alive(processes: Iterable[psutil.Process], seconds: float) -> list[psutil.Process]:
    """Those that still run after so long."""
    _, left = psutil.wait_procs(processes, timeout=seconds)
    return [one for one in left if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


def _wait_until(true: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Until it is so, or the process has ended."""
    while not true() and process.poll() is None:
        time.sleep(0.02)
