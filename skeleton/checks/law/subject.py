"""A solution under examination, which answers scenarios with data.

`LocalSubject` answers in this process. A student's `pytest` uses it, so that a debugger and a traceback work. The
grader has another subject, which asks a process in a sandbox. Both are asked the same questions.
"""

from __future__ import annotations

import linecache
import traceback
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from checks.exercises import BY_STEM
from checks.guest.interpreter import Interpreter
from checks.guest.loading import load, raised, source_file
from checks.law.answers import Answers
from checks.model.network import Network
from checks.model.outcomes import MOST_FRAMES, CannotLoad, Frame, Raised, built_in_bases
from checks.model.scenario import Scenario, Step


class Subject(ABC):
    """A solution that a check may ask; `stem` names the exercise."""

    stem: str

    @abstractmethod
    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        """Do the steps; return their answers, and the exception that ended the scenario, if one did."""

    def ask(self, network: Network, *steps: Step) -> Answers:
        """Build the network, do the steps, and return the answers, which can be compared with the right ones.

        Raises:
            CheckAborted: The solution is not started, cannot be loaded, or gave no answer.
        """
        scenario = Scenario(network, steps)
        answers, raised = self.perform(scenario)
        return Answers(scenario, answers, raised)


class LocalSubject(Subject):
    """A solution in this process: a module of the package `backprop`, or the names that a notebook defined.

    A module runs anew for each scenario. So a network on which it fails makes it fail alone, without anything that an
    earlier network has left in a class.
    """

    def __init__(self, stem: str, namespace: Mapping[str, Any] | None = None) -> None:
        self.stem = stem
        self._namespace = namespace

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        namespace = self._names()
        answers: list[Any] = []
        try:
            Interpreter(namespace, scenario).perform(answers.append)
        except (Exception, SystemExit) as error:  # noqa: BLE001  # a student's code may raise anything
            return answers, self._raised(error)
        return answers, None

    def _names(self) -> Mapping[str, Any]:
        """Return the names that the solution defines.

        Raises:
            CannotLoad: The module does not run.
        """
        if self._namespace is not None:
            return self._namespace
        try:
            return load(self.stem, BY_STEM[self.stem].builds_on)
        except (Exception, SystemExit) as error:
            raise CannotLoad(self._raised(error)) from error

    def _raised(self, error: BaseException) -> Raised:
        """Describe an exception, with the lines of code that it passed, which are at hand in this process."""
        if self._namespace is not None:
            return _in_cells(error, self._namespace)
        found = raised(error, self.stem)
        source = str(source_file(self.stem))
        frames = (frame._replace(source=linecache.getline(source, frame.line).strip()) for frame in found.frames)
        return replace(found, frames=tuple(frames))


def _in_cells(error: BaseException, namespace: Mapping[str, Any]) -> Raised:
    """Describe an exception that cells of a notebook raised: their frames have the notebook's own names."""
    walked = traceback.walk_tb(error.__traceback__)
    own = [Frame("", line, frame.f_code.co_name) for frame, line in walked if frame.f_globals is namespace]
    return Raised(type(error).__name__, str(error)[:500], tuple(own[-MOST_FRAMES:]), built_in_bases(error))
