"""All the questions of a check, each with whether the solution fails on it.

A check that fails stops at the first wrong answer. Here it goes on: every example of the check is asked, as a right
solution is. What is drawn does not depend on the answers, so these are the same questions at home and at the grader.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from hypothesis.errors import UnsatisfiedAssumption

from checks.law.check import Check
from checks.law.living.life import Life
from checks.law.search.drawn import Drawn, Law
from checks.law.search.kept import each_known_example
from checks.law.subject import Subject
from checks.model.outcomes import CheckAborted, Mismatch, Raised
from checks.model.scenario import Scenario


class Labelled(NamedTuple):
    """A scenario, and whether an answer to it was wrong."""

    scenario: Scenario
    fails: bool
    end: int
    """The step whose answer was wrong, else the last one."""

    in_order: bool
    """Whether the law examined the answers in the order of the steps, so that those before `end` are right."""


def labelled(check: Check, subject: Subject) -> list[Labelled]:
    """Ask the solution all the questions of a check.

    Raises:
        CheckAborted: The solution stopped answering, or a law could not decide.
    """
    found: list[Labelled] = []

    def visit(law: Law, drawn: Drawn) -> None:
        noting = NotingSubject(subject)
        try:
            law(subject=noting, **drawn)
        except Mismatch as mismatch:
            found.extend(labels(noting.asked, drawn, mismatch))
        except UnsatisfiedAssumption:
            raise  # Hypothesis draws another example
        except Exception as error:
            # Some laws fail in other ways on a strange answer. Hypothesis would take that for a failing example.
            raise CheckAborted(f"The law could not decide: {error!r}") from error
        else:
            found.extend(labels(noting.asked, drawn))

    each_known_example(check, visit)
    return found


def labels(asked: Sequence[Scenario], drawn: Drawn, mismatch: Mismatch | None = None) -> list[Labelled]:
    """Label the scenarios of one example, about which its law complained or not.

    If it did, the scenario in the complaint fails, and those before it pass. Nothing is known of those after it: the
    law never came to look at their answers.

    Args:
        asked: The scenarios, in their order.
        drawn: The values that were drawn for the example.
        mismatch: The complaint.
    """
    lives = [value.steps for value in drawn.values() if isinstance(value, Life)]
    end = len(asked) if mismatch is None else asked.index(mismatch.scenario)
    found = [Labelled(one, False, len(one.steps) - 1, one.steps in lives) for one in asked[:end]]
    if mismatch:
        found.append(Labelled(mismatch.scenario, True, mismatch.step, mismatch.scenario.steps in lives))
    return found


class NotingSubject(Subject):
    """A solution, with a note of the questions that it was asked."""

    def __init__(self, subject: Subject) -> None:
        self.stem = subject.stem
        self.subject = subject
        self.asked: list[Scenario] = []

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        self.asked.append(scenario)
        return self.subject.perform(scenario)
