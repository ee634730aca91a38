"""Measures gradings in a minute, and compares with two other graders on the same code and the same checks."""

from __future__ import annotations

from importlib.util import find_spec

from grader.benchmarks import otter
from grader.benchmarks.classes import Lab, Notebooks, notebooks_of, samples
from grader.benchmarks.figures import Figure, at_least

LEAST = 60
"""The promised number of gradings in a minute."""

TIMES_NBGRADER = 20
"""The promised ratio to vanilla nbgrader."""


def figures(lab: Lab, students: int, peers: int) -> list[Figure]:
    """Measure this kit on a class, and the other graders on some of the sample students.

    Args:
        lab: Where the class is graded.
        students: Number of students in the class.
        peers: Number of sample students for the other graders, chosen at equal distances.
    """
    run = lab.undisturbed(students)
    rate = 60 * run.students / run.seconds
    originals = samples()
    taken = [originals[number * len(originals) // peers] for number in range(peers)]
    handed_in = notebooks_of(taken, lab.stems)
    lab.say(f"the other graders: {len(taken)} students")
    return [
        at_least(f"this kit, class of {students}, {lab.jobs} in parallel", rate, "a minute", LEAST),
        *_nbgrader(handed_in, rate, lab.jobs),
        *_otter(handed_in, rate, lab.jobs),
        Figure("the other graders had the code of", ", ".join(folder.name for folder in taken)),
    ]


def _nbgrader(handed_in: Notebooks, rate: float, jobs: int) -> list[Figure]:
    """Measure vanilla nbgrader, which grades one after the other; its processor time bounds what parallel runs give."""
    if not find_spec("nbgrader"):
        return [Figure("vanilla nbgrader", "not measured: pip install -e '.[nbgrader]'")]
    from grader.benchmarks.nbgrader import Way, autograde  # only where it is installed

    cost = autograde(handed_in, Way.VANILLA)
    _must_work("nbgrader", cost.points)
    alone, spread = 60 * len(handed_in) / cost.seconds, 60 * len(handed_in) * jobs / cost.processor
    return [
        Figure("vanilla nbgrader, as it is: one at a time", alone, "a minute"),
        at_least("speed of this kit, relative to that", rate / alone, "", TIMES_NBGRADER),
        Figure(f"vanilla nbgrader, if {jobs} in parallel lost nothing", spread, "a minute"),
        Figure("speed of this kit, relative to that", rate / spread),
    ]


def _otter(handed_in: Notebooks, rate: float, jobs: int) -> list[Figure]:
    if not find_spec("otter"):
        return [Figure("otter-grader", "not measured: pip install -e '.[bench]'")]
    seconds, points = otter.grade(handed_in, jobs)
    _must_work("otter-grader", points)
    other = 60 * len(handed_in) / seconds
    return [
        Figure(f"otter-grader, {jobs} in parallel", other, "a minute"),
        Figure("speed of this kit, relative to that", rate / other),
    ]


def _must_work(grader: str, points: dict[str, float]) -> None:
    if not any(points.values()):
        raise SystemExit(f"{grader} gave nobody a point: it does not work here, and there is nothing to compare")
