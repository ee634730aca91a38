"""Draws the questions that a grading needs before it begins, in as many processes as it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count

from grader.course import registry
from grader.course.sampling import Sampling
from grader.grading.executors import executor
from grader.judge.bank.examples import is_kept, recorded_examples

Drawn = Callable[[int, int], None]
"""Receives the number of exercises that are done, and of those that there are to do."""


def draw_questions(stems: Iterable[str], sampling: Sampling, jobs: int, drawn: Drawn | None = None) -> int:
    """Draw the questions of some exercises and keep them in the bank, unless they are there.

    Where nothing can be kept, nothing is drawn: each judge does that for itself.

    Args:
        stems: The exercises.
        sampling: Which examples to draw.
        jobs: Number of processes.
        drawn: Called before the first one and after each.

    Returns:
        The number of exercises whose questions were drawn.
    """
    missing = [stem for stem in stems if not _kept(stem, sampling)]
    if not missing:
        return 0
    drawn = drawn or (lambda done, of: None)
    drawn(0, len(missing))
    with executor(min(jobs, len(missing))) as pool:
        done, tasks = count(1), []
        for stem in missing:
            tasks.append(pool.submit(_draw, stem, sampling))
            tasks[-1].add_done_callback(lambda _: drawn(next(done), len(missing)))
        for task in tasks:
            task.result()
    return len(missing)


def _draw(stem: str, sampling: Sampling) -> None:
    for check in registry.all_checks(stem):
        recorded_examples(check, sampling)


def _kept(stem: str, sampling: Sampling) -> bool:
    return all(is_kept(check, sampling) for check in registry.all_checks(stem))
