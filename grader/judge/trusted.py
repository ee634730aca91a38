"""Solutions that the kit itself keeps (reference, right, wrong, mutated), in this process: they need no sandbox."""

from __future__ import annotations

import gc
import random
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
from checks.guest.interpreter import Interpreter
from checks.law.subject import Subject
from checks.model.outcomes import CannotLoad, CheckAborted, Raised, TimedOut
from checks.model.scenario import Scenario
from grader.paths import REFERENCE

MOST_CLASSES = 100
"""Direct subclasses of the framework's node, before those of modules that nobody uses any more are thrown away."""


class TrustedSubject(Subject):
    """Answers as the grader's worker does: same seed for each scenario, and whatever is raised ends the scenario."""

    def __init__(self, stem: str, text: str, seconds: float | None = None) -> None:
        self.stem = stem
        self.file = f"{stem}.py"
        self.text = text
        self.seconds = seconds
        """Of processor time, for one scenario; more is a TimedOut. Needs the main thread. None: for texts that end."""

        self._names: Mapping[str, Any] | None = None

    def new_check(self) -> None:
        """The module is loaded again."""
        self._names = None

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        answers: list[Any] = []
        drawn_before = random.getstate()
        random.seed(0)
        try:
            with _at_most(self.seconds, scenario):
                Interpreter(self._load(), scenario).perform(answers.append)
        except CheckAborted:
            raise
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            return answers, Raised.of(error, self.file, self.file)
        finally:
            random.setstate(drawn_before)
        return answers, None

    def _load(self) -> Mapping[str, Any]:
        if self._names is None:
            try:
                self._names = run(self.stem, self.text)
            except Exception as error:
                raise CannotLoad(Raised.of(error, self.file, self.file)) from error
        return self._names


def run(stem: str, text: str) -> Mapping[str, Any]:
    """The names that a solution's text defines. What it builds on is the model solution of those exercises."""
    return vars(_module(stem, text))


@cache
def solved(stem: str) -> Any:
    """The model solution as a module."""
    return _module(stem, (REFERENCE / f"{stem}.py").read_text(encoding="utf-8"))


def _module(stem: str, text: str) -> ModuleType:
    # isinstance() on the framework's abstract classes looks through all that are left over. They are mostly new, and to
    # look through all that is old, as a judge has much of it, takes a hundred times as long.
    for generation in (1, 2):
        if len(framework.NeuralNetNode.__subclasses__()) > MOST_CLASSES:
            gc.collect(generation)
    module = ModuleType(f"backprop.{stem}")
    others = {f"backprop.{other}": solved(other) for other in BY_STEM[stem].builds_on}
    with _importable({**others, module.__name__: module}):  # dataclasses look their own module up
        exec(_compiled(text, f"{stem}.py"), vars(module))
    return module


@contextmanager
def _importable(modules: Mapping[str, ModuleType]) -> Generator[None]:
    """An import of one of these names gets that module, whatever it would find otherwise."""
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
    """Ends the block with TimedOut when it has used so much processor time: a busy machine is no mistake."""
    if seconds is None:
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimedOut(f"More than {seconds:g} seconds for one scenario", scenario)

    before = signal.signal(signal.SIGVTALRM, stop)
    collecting = gc.isenabled()
    gc.disable()  # an exception out of the signal would be swallowed inside a callback of the collector
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        if collecting:
            gc.enable()
