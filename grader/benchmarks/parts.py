"""The parts of the benchmark of classes, in the order in which they are measured."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from grader.benchmarks import cluster, growth, kills, page, throughput
from grader.benchmarks.classes import Lab
from grader.benchmarks.figures import Figure


def figures(
    names: Collection[str],
    jobs: int,
    stems: Sequence[str],
    students: Sequence[int],
    peers: int,
    killed: int,
    say: Callable[[str], None],
) -> Iterator[tuple[str, list[Figure]]]:
    """The figures of each part named, as soon as they are there.

    `students`: sizes of classes instead of each part's own; but for growth, the first counts. `say` is told what
    begins now, since it may take long.
    """
    size = students[0] if students else None
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, Lab(Path(folder), jobs, stems, say) as lab:
        measures: dict[str, Callable[[], list[Figure]]] = {
            "throughput": lambda: throughput.figures(lab, size or 200, peers),
            "growth": lambda: growth.figures(lab, students or growth.SIZES),
            "dask": lambda: cluster.figures(lab, size or 100),
            "kills": lambda: kills.figures(lab, size or 100, killed),
            "page": lambda: page.figures(lab, size or 1000),
        }
        for name, measure in measures.items():
            if name in names:
                say(f"{name}:")
                yield name, measure()
