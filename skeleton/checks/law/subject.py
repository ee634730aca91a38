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
from checks.guest.loading import raised, source_file
from checks.guest.solution import Solution, loaded
from checks.guest.time_limit import AT_HOME, TimeLimit
from checks.law.answers import Answers
from checks.model.limits import TooSlow
from checks.model.network import Network
from checks.model.outcomes import CannotLoad, CheckAborted, Frame, Raised, TimedOut
from checks.model.scenario import Scenario, Step
from checks.model.sealed import is_sealed
from checks.model.witness import Witness


class Subject(ABC):
    """A solution that a check may ask; `stem` names the exercise."""

    stem: str

    looks_at_values = False
    """Whether a law that is about calls alone demands right values, too, see `checks.law.search.sealed`."""

    def new_check(self) -> None:
        """Begin a check: load the module again, and start the time for all its answers anew."""
        self.load_again()

    def load_again(self) -> None:
        """Have the module loaded again before the next question: nothing is left in it from before."""

    def asked_about(self, network: Network) -> Network:
        """Return the network to ask about, for a law that builds one by itself: this one, or a sealed one."""
        return network

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


class Apart(Subject):
    """A solution whose module is loaded again for each question.

    So a network on which it fails makes it fail alone, without anything that an earlier network has left in a class.
    """

    def __init__(self, subject: Subject) -> None:
        self.stem = subject.stem
        self._subject = subject

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        self._subject.load_again()
        return self._subject.perform(scenario)


def perform_here(solution: Solution, scenario: Scenario, answers: list[Any]) -> None:
    """Have a solution in this process do the steps, and append its answers to the list as they come."""
    if is_sealed(scenario.network):
        witness = Witness(scenario, answers)
        solution.perform_sealed(witness.shown, witness)
    else:
        solution.perform(scenario, answers.append)


class LocalSubject(Subject):
    """A solution in this process: a module of the package `backprop`, or the names that a notebook defined."""

    def __init__(self, stem: str, namespace: Mapping[str, Any] | None = None, limit: TimeLimit = AT_HOME) -> None:
        self.stem = stem
        self._namespace = namespace
        self._limit = limit
        self._solution: Solution | None = None
        self._cannot_load: CheckAborted | None = None
        self._has_hung = False

    def new_check(self) -> None:
        super().new_check()
        self._limit.new_check(self._has_hung)

    def load_again(self) -> None:
        self._solution = None

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        solution = self._loaded()
        answers: list[Any] = []
        try:
            with self._limit:
                perform_here(solution, scenario, answers)
        except TooSlow as stop:
            self._has_hung = True
            raise TimedOut(str(stop), scenario, self._place(stop), solution.step) from stop  # for a debugger
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001  # a student's code may raise anything
            return answers, self._raised(error)
        return answers, None

    def _loaded(self) -> Solution:
        """Load the solution, unless it is loaded; one that cannot be loaded is not tried again.

        Raises:
            CannotLoad: The module does not run.
            TimedOut: It does not come to an end.
        """
        if self._cannot_load:
            raise self._cannot_load
        if self._solution:
            return self._solution
        cause: BaseException
        try:
            with self._limit:
                self._solution = self._load()
        except KeyboardInterrupt:
            raise
        except TooSlow as stop:
            self._cannot_load, cause = TimedOut(str(stop), detail=self._place(stop)), stop
        except BaseException as error:  # noqa: BLE001  # a student's code may raise anything
            self._cannot_load, cause = CannotLoad(self._raised(error)), error
        else:
            return self._solution
        raise self._cannot_load from cause

    def _load(self) -> Solution:
        names = self._namespace
        if names is None:
            return loaded(self.stem, BY_STEM[self.stem].builds_on)
        return Solution(lambda: dict(names))  # as they are now: a cell that runs again defines its classes anew

    def _raised(self, error: BaseException) -> Raised:
        """Describe an exception, with the lines of code that it passed, which are at hand in this process."""
        if self._namespace is not None:
            return _in_cells(error, self._namespace)
        found = raised(error, self.stem)
        source = str(source_file(self.stem))
        text = _pointed_at(error) if isinstance(error, SyntaxError) and error.filename == source else ""
        frames = (
            frame._replace(source=text or linecache.getline(source, frame.line).strip()) for frame in found.frames
        )
        return replace(found, frames=tuple(frames))

    def _place(self, stop: TooSlow) -> str:
        """Say where a solution was when it was stopped, for the end of a sentence; nothing if it was elsewhere."""
        frames = self._raised(stop).frames
        if not frames:
            return ""
        name, line = frames[-1].function, f"line {frames[-1].line}"
        return f"it was at {line}" if name.startswith("<") else f"it was in {name}(), {line}"


def _pointed_at(error: SyntaxError) -> str:
    """Write the line that is no Python, and below it a caret that points at the place."""
    line = (error.text or "").rstrip()
    text = line.lstrip()
    at = (error.offset or 1) - 1 - (len(line) - len(text))
    return text and f"{text}\n{' ' * max(at, 0)}^"


def _in_cells(error: BaseException, namespace: Mapping[str, Any]) -> Raised:
    """Describe an exception that cells of a notebook raised: their frames have the notebook's own names."""
    walked = traceback.walk_tb(error.__traceback__)
    own = [Frame("", line, frame.f_code.co_name) for frame, line in walked if frame.f_globals is namespace]
    return Raised.by_itself(error, own)
