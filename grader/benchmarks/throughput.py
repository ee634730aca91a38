"""Gradings in a minute, beside two other graders on the same students' code and the same checks."""

from __future__ import annotations

from importlib.util import find_spec

from grader.benchmarks import notebooks, otter
from grader.benchmarks.classes import Lab, samples
from grader.benchmarks.figures import Figure, at_least

LEAST = 60
TIMES_NBGRADER = 20


def figures(lab: Lab, students: int, peers: int) -> list[Figure]:
    """This kit on a class of so many; the others on so many of the sample students, taken evenly."""
    run = lab.undisturbed(students)
    rate = 60 * run.students / run.seconds
    originals = samples()
    taken = [originals[number * len(originals) // peers] for number in range(peers)]
    handed_in = notebooks.of_students(taken, lab.stems)
    lab.say(f"the other graders: {len(taken)} students")
    return [
        at_least(f"this kit, class of {students}, {lab.jobs} at the same time", rate, "a minute", LEAST),
        *_nbgrader(handed_in, rate, lab.jobs),
        *_otter(handed_in, rate, lab.jobs),
        Figure("the other graders had the code of", ", ".join(folder.name for folder in taken)),
    ]


def _nbgrader(handed_in: notebooks.Notebooks, rate: float, jobs: int) -> list[Figure]:
    """It grades one after the other. By its processor time one can tell what more processors would give at best."""
    if not find_spec("nbgrader"):
        return [Figure("vanilla nbgrader", "not measured: pip install -e '.[nbgrader]'")]
    from grader.benchmarks.nbgrader import autograde  # only where it is installed

    cost = autograde(handed_in, plugins=False)
    _must_work("nbgrader", cost.points)
    alone, spread = 60 * len(handed_in) / cost.seconds, 60 * len(handed_in) * jobs / cost.processor
    return [
        Figure("vanilla nbgrader, as it is: one at a time", alone, "a minute"),
        at_least("this kit is so many times as fast", rate / alone, "", TIMES_NBGRADER),
        Figure(f"vanilla nbgrader, if {jobs} at the same time lost nothing", spread, "a minute"),
        Figure("this kit is so many times as fast", rate / spread),
    ]


def _otter(handed_in: notebooks.Notebooks, rate: float, jobs: int) -> list[Figure]:
    if not find_spec("otter"):
        return [Figure("otter-grader", "not measured: pip install -e '.[bench]'")]
    seconds, points = otter.grade(handed_in, jobs)
    _must_work("otter-grader", points)
    other = 60 * len(handed_in) / seconds
    return [
        Figure(f"otter-grader, {jobs} at the same time", other, "a minute"),
        Figure("this kit is so many times as fast", rate / other),
    ]


def _must_work(grader: str, points: dict[str, float]) -> None:
    if not any(points.values()):
        raise SystemExit(f"{grader} gave nobody a point: it does not work here, and there is nothing to compare")
