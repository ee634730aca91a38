"""A solution's names, and the circumstances in which they are used: the same at home and when it is graded."""

from __future__ import annotations

import random
import sys
import warnings
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from checks.guest.demos import runs_a_demo
from checks.guest.interpreter import Interpreter
from checks.guest.loading import load, source_text
from checks.model.scenario import Scenario
from checks.model.witness import Line

T = TypeVar("T")

STACK = 1000
"""Number of calls that may be under way in a solution, as in a new Python, however many of ours are below them."""


class Solution:
    """The names that a solution has defined."""

    alone = False
    """Whether this process only asks solutions, so that nobody misses the state of `random`: to save it takes longer
    than many a question."""

    def __init__(self, load: Callable[[], Mapping[str, Any]]) -> None:
        """Load the solution; `load` returns the names, and may raise whatever the solution raises."""
        self._stack = STACK
        self._interpreter: Interpreter | None = None
        with self._circumstances():
            self.names = load()

    def perform(self, scenario: Scenario, tell: Callable[[Any], None]) -> None:
        """Do the steps of a scenario, and pass each answer to `tell` as soon as it is there."""
        with self._circumstances():
            self._interpreter = Interpreter(self.names, scenario)
            self._interpreter.perform(tell)

    def perform_sealed(self, scenario: Scenario, line: Line) -> None:
        """Build the network of a scenario with sealed nodes, as it is shown, and do the steps that `line` gives."""
        with self._circumstances():
            self._interpreter = Interpreter(self.names, scenario)
            self._interpreter.perform_sealed(line)

    def run(self, do: Callable[[], T]) -> T:
        """Do something with the solution's names in the circumstances of a question, and return what it returns."""
        with self._circumstances():
            return do()

    @property
    def step(self) -> int | None:
        """The step that is being done, or was done last; None while the network is being built."""
        return self._interpreter.at if self._interpreter else None

    @contextmanager
    def _circumstances(self) -> Generator[None]:
        """Draw the same random numbers, have the same room for recursion, and turn no warning into an exception.

        A limit of recursion that the solution sets for itself is in force until it sets another one.
        """
        drawn_before, limit_before = None if self.alone else random.getstate(), sys.getrecursionlimit()
        ours = _depth()
        random.seed(0)  # the initial values of Parameter() are the same every time
        sys.setrecursionlimit(ours + self._stack)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("default")
                yield
        finally:
            if (limit := sys.getrecursionlimit()) != ours + self._stack:
                self._stack = limit
            sys.setrecursionlimit(limit_before)
            if drawn_before is not None:
                random.setstate(drawn_before)


def _depth() -> int:
    """Count the calls that are under way."""
    frame, count = sys._getframe(), 0  # noqa: SLF001  # there is no public way to count
    while frame.f_back:
        frame, count = frame.f_back, count + 1
    return count


_once: dict[tuple[str, str], Solution] = {}
"""The solutions with a demo, by the exercise and the text of its file."""


def loaded(stem: str, others: tuple[str, ...] = ()) -> Solution:
    """Load the module of an exercise anew. One that runs a demo is loaded once, and keeps what is in it.

    Args:
        stem: The exercise.
        others: The exercises that it builds on.

    Raises:
        ImportError: A file imports something that a solution must not import.
        BaseException: Whatever the module raises.
    """
    key = (stem, source_text(stem))
    if key not in _once:
        solution = Solution(lambda: load(stem, others))
        if not runs_a_demo(key[1]):
            return solution
        _once[key] = solution
    return _once[key]
