"""Grades a class on a Dask cluster of two worker processes: undisturbed, and with one killed in the middle."""

from __future__ import annotations

import logging
import os
import signal
import time
from pathlib import Path
from typing import Any

from grader.benchmarks.classes import Lab, differences, finished, graded_in
from grader.benchmarks.figures import Figure, same
from grader.record import Record

WORKERS = 2


def figures(lab: Lab, students: int) -> list[Figure]:
    """Compare the records with that of the local pool, if the package distributed is installed."""
    try:
        import distributed
    except ImportError:
        return [Figure("the Dask cluster", "not measured: pip install -e '.[dask]'")]
    local = lab.undisturbed(students).record
    found = []
    for killing in (False, True):
        with distributed.LocalCluster(
            n_workers=WORKERS, threads_per_worker=1, dashboard_address=":0", silence_logs=logging.CRITICAL
        ) as cluster:
            began = time.monotonic()
            record, killed = _graded(lab, students, cluster, lab.folder / f"dask{killing}", killing)
            seconds = time.monotonic() - began
        what = "one of them killed in the middle" if killing else f"{WORKERS} workers"
        if killing:
            found.append(Figure("workers killed with SIGKILL", killed, "", "1", killed == 1))
        found += [
            same(f"{what}: the record of {students} students, beside the local pool's", differences(local, record)),
            Figure(f"{what}: time", seconds, "s"),
        ]
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
