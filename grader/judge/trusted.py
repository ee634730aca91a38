"""The kit's own solutions (reference, right, wrong, mutated), run in this process: they need no sandbox."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from types import CodeType, FrameType, ModuleType
from typing import Any

import backprop
from backprop import framework
from checks.exercises import BY_STEM
from checks.guest.demos import runs_a_demo
from checks.guest.solution import Solution
from checks.law.subject import Subject, perform_here
from checks.model.outcomes import CannotLoad, CheckAborted, Raised, TimedOut
from checks.model.scenario import Scenario
from grader.paths import REFERENCE


def _descends(cls: type, other: type) -> bool:
    return cls in other.__mro__


# Without it, isinstance() on an abstract class that says no goes through all of its subclasses, here those of hundreds
# of modules that were loaded before. None of the kit's solutions registers a class that is no subclass.
setattr(framework.NeuralNetNode, "__subclasshook__", classmethod(_descends))  # noqa: B010


class TrustedSubject(Subject):
    """Answers as the grader's worker does: the same seed for each scenario, and any exception ends the scenario."""

    def __init__(self, stem: str, text: str, seconds: float | None = None) -> None:
        self.stem = stem
        self.file = f"{stem}.py"
        self.text = text
        self.seconds = seconds
        """Processor time for one scenario; more is a TimedOut. Needs the main thread. None for texts known to end."""

        self._solution: Solution | None = None

    def load_again(self) -> None:
        if not runs_a_demo(self.text):
            self._solution = None

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        answers: list[Any] = []
        try:
            with _at_most(self.seconds, scenario):
                perform_here(self._load(), scenario, answers)
        except CheckAborted:
            raise
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            return answers, Raised.of(error, self.file, self.file)
        return answers, None

    def _load(self) -> Solution:
        if self._solution is None:
            try:
                self._solution = Solution(lambda: run(self.stem, self.text))
            except Exception as error:
                raise CannotLoad(Raised.of(error, self.file, self.file)) from error
        return self._solution


def run(stem: str, text: str) -> Mapping[str, Any]:
    """Run a solution's text and return the names it defines. Exercises that it builds on are the model solution's."""
    return vars(_module(stem, text))


@cache
def solved(stem: str) -> Any:
    """Load the model solution as a module."""
    return _module(stem, (REFERENCE / f"{stem}.py").read_text(encoding="utf-8"))


def _module(stem: str, text: str) -> ModuleType:
    module = ModuleType(f"backprop.{stem}")
    others = {f"backprop.{other}": solved(other) for other in BY_STEM[stem].builds_on}
    with importable({**others, module.__name__: module}):  # dataclasses look their own module up
        exec(_compiled(text, f"{stem}.py"), vars(module))  # noqa: S102  # a text of the kit, no student's
    return module


@contextmanager
def importable(modules: Mapping[str, ModuleType]) -> Generator[None]:
    """Make an import of one of these names return that module, whatever it would find otherwise."""
    package: Any = backprop
    before = {name: (sys.modules.get(name), vars(package).get(name.partition(".")[2])) for name in modules}
    for name, module in modules.items():
        sys.modules[name] = module
        setattr(package, name.partition(".")[2], module)
    try:
        yield
    finally:
        for name, (imported, attribute) in before.items():
            del sys.modules[name]
            delattr(package, name.partition(".")[2])
            if imported is not None:
                sys.modules[name] = imported
            if attribute is not None:
                setattr(package, name.partition(".")[2], attribute)


@lru_cache(maxsize=2048)
def _compiled(text: str, file: str) -> CodeType:
    return compile(text, file, "exec")


@contextmanager
def _at_most(seconds: float | None, scenario: Scenario) -> Generator[None]:
    """Stop the block with TimedOut after `seconds` of processor time, which a busy machine does not use up."""
    if seconds is None:
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimedOut(f"More than {seconds:g} seconds for one scenario", scenario)

    before = signal.signal(signal.SIGVTALRM, stop)
    collecting = gc.isenabled()
    gc.disable()  # inside a callback of the collector the signal's exception would be swallowed
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        if collecting:
            gc.enable()
