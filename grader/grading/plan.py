"""The plan of a grading: the settings that travel together from a command to the judge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from checks.exercises import BY_STEM
from grader.course.config import Course
from grader.course.limits import Limits
from grader.course.sampling import OWN, Sampling
from grader.sandbox import choose


@dataclass(frozen=True)
class Plan:
    """Everything that decides an entry, except for the submission and the kit. It is sent to other processes."""

    stems: tuple[str, ...]
    """The exercises to grade. If these are all exercises, the badges are graded as well."""

    limits: Limits = field(default_factory=Limits)
    sampling: Sampling = OWN
    sandbox: str = "auto"
    """The name of a sandbox, or `auto`; see `settled`."""

    coverage: bool = False
    """Whether to find the lines that no check ran."""

    @staticmethod
    def of(course: Course, exercises: Iterable[str] = (), sandbox: str = "auto", coverage: bool = False) -> Plan:
        """Make the plan of a course.

        Args:
            course: The course, with its exercises, limits and draws.
            exercises: Stems of the exercises to grade; all of the course if empty. A badge that is named is graded like
                an exercise, as nbgrader needs it, whose assignments know no badges.
            sandbox: The name of a sandbox, or `auto`.
            coverage: Whether to find the lines that no check ran.

        Returns:
            The plan, whose sandbox may still be `auto`.

        Raises:
            ValueError: A stem is none of an exercise; the message names it and those that there are.
        """
        stems = set(exercises) or set(course.exercises)
        if unknown := sorted(stems - set(BY_STEM)):
            raise ValueError(f"expected exercises out of {', '.join(BY_STEM)}, got {', '.join(unknown)}")
        return Plan(tuple(stem for stem in BY_STEM if stem in stems), course.limits, course.sampling, sandbox, coverage)

    def settled(self) -> Plan:
        """Replace `auto` by the sandbox that it stands for on this machine; raise NoSandbox if none works."""
        return replace(self, sandbox=choose(self.sandbox).name)
