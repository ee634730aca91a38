"""How submissions are graded: what travels together from a command to the judge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from grader.course import registry
from grader.course.config import Course
from grader.course.limits import Limits
from grader.course.sampling import OWN, Sampling
from grader.sandbox import choose


@dataclass(frozen=True)
class Plan:
    """All that decides an entry besides the submission and the kit. It is sent to other processes."""

    stems: tuple[str, ...]
    """The exercises to grade. All of them bring the badges along."""

    limits: Limits = field(default_factory=Limits)
    sampling: Sampling = OWN
    sandbox: str = "auto"
    """The name of one; see `settled`."""

    coverage: bool = False
    """Whether to find out which lines no check ran."""

    @staticmethod
    def of(course: Course, exercises: Iterable[str] = (), sandbox: str = "auto", coverage: bool = False) -> Plan:
        """The plan of a course; `exercises` are those to grade, if not all of the course."""
        stems = registry.stems(tuple(exercises) or course.exercises)
        return Plan(tuple(stems), course.limits, course.sampling, sandbox, coverage)

    def settled(self) -> Plan:
        """The same with the sandbox that `auto` stands for on this machine; NoSandbox if none works."""
        return replace(self, sandbox=choose(self.sandbox).name)
