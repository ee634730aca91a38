"""A solution under examination: something that answers scenarios with data.

`LocalSubject` answers in this process: that is what a student's `pytest` uses, so that a debugger and a traceback
work. The grader has another one, which asks a process of its own. Both are asked the same questions.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from checks.exercises import BY_STEM
from checks.guest.interpreter import Interpreter
from checks.guest.loading import load, raised
from checks.law.answers import Answers
from checks.model.network import Network
from checks.model.outcomes import CannotLoad, Raised
from checks.model.scenario import Scenario, Step


class Subject(ABC):
    """What a check may ask. `stem` names the exercise, `file` is what a student edits."""

    stem: str
    file: str

    @abstractmethod
    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        """The answers of the steps, and the exception that ended the scenario, if one did."""

    def ask(self, network: Network, *steps: Step) -> Answers:
        """Build the network, do the steps: the answers, which can be compared with what is right."""
        scenario = Scenario(network, steps)
        answers, raised = self.perform(scenario)
        return Answers(scenario, answers, raised)


class LocalSubject(Subject):
    """A solution in this process: a module of the package `backprop`, or the names that a notebook defined.

    A module is run anew for each scenario, so that a network on which it fails does so by itself, not because of
    something that an earlier one has left in a class.
    """

    def __init__(self, stem: str, namespace: Mapping[str, Any] | None = None) -> None:
        self.stem = stem
        self.file = f"backprop/{stem}.py"
        self._namespace = namespace

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        namespace = self._names()
        answers: list[Any] = []
        try:
            Interpreter(namespace, scenario).perform(answers.append)
        except (Exception, SystemExit) as error:
            return answers, raised(error, self.stem)
        return answers, None

    def _names(self) -> Mapping[str, Any]:
        """What the solution defines; CannotLoad if it does not run."""
        if self._namespace is not None:
            return self._namespace
        try:
            return load(self.stem, BY_STEM[self.stem].builds_on)
        except (Exception, SystemExit) as error:
            raise CannotLoad(self.file, raised(error, self.stem)) from error
