"""Measures the parts of the benchmark of classes, in their order."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from grader.benchmarks import cluster, growth, kills, latency, safety, throughput
from grader.benchmarks.browser import frames, page, visits
from grader.benchmarks.classes import Lab
from grader.benchmarks.figures import Figure
from grader.benchmarks.pushes import deadline


def figures(
    names: Collection[str],
    jobs: int,
    stems: Sequence[str],
    students: Sequence[int],
    peers: int,
    killed: int,
    pushes: int,
    say: Callable[[str], None],
) -> Iterator[tuple[str, list[Figure]]]:
    """Measure the named parts.

    Args:
        names: The parts to measure.
        jobs: Number of submissions graded in parallel.
        stems: Exercises to grade; all if empty.
        students: Sizes of classes, instead of each part's own. The part growth takes all, the others the first one.
        peers: Number of students that the other graders grade.
        killed: Number of kills in the part kills.
        pushes: Number of pushes in the part deadline.
        say: Called with a line about each step that begins, since it may take long.

    Yields:
        The name and the figures of each part, as soon as they are measured.
    """
    size = students[0] if students else None
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, Lab(Path(folder), jobs, stems, say) as lab:
        measures: dict[str, Callable[[], list[Figure]]] = {
            "latency": lambda: latency.figures(lab),
            "deadline": lambda: deadline.figures(lab, size or 800, pushes),
            "safety": lambda: safety.figures(lab),
            "throughput": lambda: throughput.figures(lab, size or 200, peers),
            "growth": lambda: growth.figures(lab, students or growth.SIZES),
            "dask": lambda: cluster.figures(lab, size or 100),
            "kills": lambda: kills.figures(lab, size or 100, killed),
            "page": lambda: page.figures(lab, size or 1000),
            "site": lambda: visits.figures(lab),
            "frames": lambda: frames.figures(lab),
        }
        for name, measure in measures.items():
            if name in names:
                say(f"{name}:")
                yield name, measure()
