"""The simplest of judges: asks one question after the other, waits for each answer, and remembers nothing."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import Phase, settings

from checks.law.check import Check, remade
from checks.law.subject import Subject
from checks.model.outcomes import CheckAborted, Raised, mismatch_in
from checks.model.scenario import Scenario
from checks.model.status import Status
from grader.course import registry
from grader.course.limits import Limits
from grader.guest import protocol
from grader.intake.files import Submission
from grader.judge.subject import SandboxedSubject
from grader.sandbox import choose
from grader.sandbox.workers import ForkServer


class OneByOne(Subject):
    """Asks a solution each question when Hypothesis comes to it, and waits for the answer."""

    def __init__(self, subject: SandboxedSubject) -> None:
        self.stem = subject.stem
        self.subject = subject

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        said, stop = self.subject.replies([protocol.body(scenario=scenario.to_json())])
        if stop:
            raise stop
        return self.subject.read(said[0], scenario)


@cache
def unshrunk(check: Check) -> Check:
    """The check without shrinking, which takes most of the time."""
    return remade(check, lambda own: settings(own, phases=(Phase.explicit, Phase.generate)))


def status(check: Check, subject: SandboxedSubject) -> Status:
    """The status of a check by the simplest judge, without shrinking, which changes no verdict."""
    subject.new_check()
    try:
        unshrunk(check).function(subject=OneByOne(subject))
    except CheckAborted as stop:
        return stop.status
    except Exception as error:
        if mismatch_in(error) is None:
            raise
        return Status.FAILED
    return Status.PASSED


def statuses(submission: Submission, limits: Limits) -> dict[str, Status]:
    """The status of each check on an exercise that was handed in and can be read."""
    found: dict[str, Status] = {}
    with ForkServer(limits, choose()) as server:
        for stem in registry.stems():
            file = submission.files.get(stem)
            if file is None or file.problem:
                continue
            with SandboxedSubject(stem, file.text, limits, server=server) as subject:
                found |= {check.id: status(check, subject) for check in registry.all_checks(stem)}
    return found
