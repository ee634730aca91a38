"""Grades a class on Dask clusters of this machine: with one, two and four workers, and with one killed halfway."""

from __future__ import annotations

import logging
import os
import signal
import time
from pathlib import Path
from typing import Any

from grader.benchmarks.classes import Lab, differences, finished, graded_in
from grader.benchmarks.figures import Figure, same
from grader.grading.executors import executor
from grader.record import Record

WORKERS = 2
"""Workers where one is killed."""

GROWING = (1, 2, 4)
"""Numbers of workers whose times are compared."""

TASKS = 200
"""Tasks that do nothing."""

PAYLOAD = "x" * 30_000
"""What goes with each of them: as much as a submission."""


def figures(lab: Lab, students: int) -> list[Figure]:
    """Compare the records with that of the local pool, if the package distributed is installed."""
    try:
        import distributed
    except ImportError:
        return [Figure("the Dask cluster", "not measured: pip install -e '.[dask]'")]
    local = lab.undisturbed(students)
    found = [Figure(f"the local pool, {lab.jobs} in parallel: time", local.seconds, "s")]
    times: dict[int, float] = {}
    for workers, killing in [*((number, False) for number in GROWING), (WORKERS, True)]:
        with distributed.LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address=":0", silence_logs=logging.CRITICAL
        ) as cluster:
            began = time.monotonic()
            record, killed = _graded(lab, students, cluster, lab.folder / f"dask{workers}{killing}", killing)
            seconds = time.monotonic() - began
            if workers == WORKERS and not killing:
                found += _overhead(cluster.scheduler_address)
        if killing:
            found.append(Figure("workers killed with SIGKILL", killed, "", "1", killed == 1))
        what = "one of them killed in the middle" if killing else _workers(workers)
        found += [
            same(
                f"{what}: the record of {students} students, beside the local pool's", differences(local.record, record)
            ),
            Figure(f"{what}: time", seconds, "s"),
        ]
        if not killing:
            times[workers] = seconds
            first = times[GROWING[0]]
            found.append(Figure(f"{what}: speed, relative to {_workers(GROWING[0])}", first / seconds))
    return found


def _workers(number: int) -> str:
    return "1 worker" if number == 1 else f"{number} workers"


def _overhead(address: str) -> list[Figure]:
    """Measure what a task costs that does nothing, on the cluster and in the local pool."""
    found = []
    for what, dask in (("the local pool", None), ("the cluster", address)):
        with executor(WORKERS, dask) as pool:
            pool.submit(len, PAYLOAD).result()  # what is started with the first one counts for none
            began = time.monotonic()
            for task in [pool.submit(len, PAYLOAD) for _ in range(TASKS)]:
                task.result()
            found.append(Figure(f"a task that does nothing, {what}", 1000 * (time.monotonic() - began) / TASKS, "ms"))
    return found


def _graded(lab: Lab, students: int, cluster: Any, store: Path, killing: bool) -> tuple[Record, int]:
    """Grade with `grader grade --dask`, and return the record and the number of workers killed meanwhile.

    Args:
        lab: Where the class is.
        students: Number of students in the class.
        cluster: A `distributed.LocalCluster`.
        store: The folder for finished gradings.
        killing: Whether to kill a worker when half of the class is graded.
    """
    file = store.with_suffix(".json")
    process = lab.start(students, file, store, "--dask", cluster.scheduler_address)
    killed = 0
    while killing and process.poll() is None and not killed:
        if graded_in(store) * 2 >= students:
            os.kill(cluster.workers[0].pid, signal.SIGKILL)
            killed = 1
        time.sleep(0.02)
    return finished(process, file), killed
