"""Measures how time and memory grow with the class."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from grader.benchmarks.classes import Lab, Run
from grader.benchmarks.figures import Figure, at_most

SIZES = (50, 200, 1000)

FLAT = 20.0
"""Percent by which the memory of the largest class may exceed that of the smallest: it is promised to be flat."""

LINEAR = 20.0
"""Percent by which the time for each student of the largest class may exceed that of the smallest."""


def figures(lab: Lab, sizes: Sequence[int]) -> list[Figure]:
    """Measure the time, the time for each student and the memory of each class, and how much the last two grow."""
    runs = [lab.undisturbed(size) for size in sorted(sizes)]
    found = []
    for run in runs:
        name = f"{run.students} students"
        found += [
            Figure(f"{name}: time", run.seconds, "s"),
            Figure(f"{name}: time for each", run.seconds / run.students, "s"),
            Figure(f"{name}: largest judge, at a quarter, half, the end", course(run), "MB"),
            Figure(f"{name}: largest judge, most ever", peak(run.largest), "MB"),
            Figure(f"{name}: all processes of the grader together", peak(run.together), "MB"),
        ]
    if len(runs) > 1:
        first, last = runs[0], runs[-1]
        sizes_told = f"from {first.students} to {last.students} students"
        each = grown(first.seconds / first.students, last.seconds / last.students)
        found += [
            at_most(f"time for each student, growth {sizes_told}", each, "%", LINEAR),
            at_most(f"largest judge, growth {sizes_told}", grown(peak(first.largest), peak(last.largest)), "%", FLAT),
            at_most(f"all together, growth {sizes_told}", grown(peak(first.together), peak(last.together)), "%", FLAT),
        ]
    return found


def peak(samples: Sequence[tuple[float, float]]) -> float:
    """Return the most memory of all samples, in MB."""
    return max((size for _, size in samples), default=0.0)


def course(run: Run) -> str:
    """Write the largest judge's peak memory in the first quarter, the second, and the second half of the time."""
    ends = (0.0, run.seconds / 4, run.seconds / 2, float("inf"))
    parts = [peak([one for one in run.largest if low <= one[0] < high]) for low, high in pairwise(ends)]
    return ", ".join(f"{part:.0f}" for part in parts) + " MB"


def grown(before: float, after: float) -> float:
    """Return the growth in percent."""
    return 100 * (after / before - 1) if before else 0.0
