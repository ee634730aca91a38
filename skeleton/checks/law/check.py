"""`@check` turns a test into a check, with a law, points, and settings that give the same verdict every time."""

from __future__ import annotations

import importlib.util
import inspect
import sys
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from types import ModuleType
from typing import Any, TypeVar

from hypothesis import HealthCheck, Phase, Verbosity, is_hypothesis_test, settings

F = TypeVar("F", bound=Callable[..., None])

EXAMPLES = 40
"""Number of networks that a check tries, unless it sets its own; `course.toml` can scale it."""

_adjustment: ContextVar[Callable[[settings], settings]] = ContextVar("adjustment", default=lambda own: own)
"""Changes the Hypothesis settings of the checks that are being made."""


@dataclass(frozen=True)
class Check:
    """One check: its name, its law, its points, and the function that raises `Mismatch`."""

    id: str
    law: str
    points: float
    function: Callable[..., None]
    clauses: tuple[str, ...] = ()
    """The numbers of the sentences of the contract that it examines, as in the kit's `reference/clauses`."""

    @property
    def stem(self) -> str:
        return self.id.partition("::")[0]


def check(law: str, points: float, examples: int = EXAMPLES, clauses: tuple[str, ...] = ()) -> Callable[[F], F]:
    """Mark a test as a check.

    Args:
        law: What must hold, in one line that students read.
        points: What the check is worth, a part of the exercise's total.
        examples: Number of networks that Hypothesis draws, if the test has a `@given`.
        clauses: See `Check`.
    """

    def mark(function: F) -> F:
        if is_hypothesis_test(function):
            own = settings(
                max_examples=examples,
                derandomize=True,  # the same networks for everybody, every time
                database=None,
                deadline=None,  # a slow machine is no mistake
                phases=(Phase.explicit, Phase.generate, *_shrinking(function)),
                verbosity=Verbosity.quiet,
                report_multiple_bugs=False,
                print_blob=False,
                suppress_health_check=list(HealthCheck),  # they depend on time
            )
            function = _adjustment.get()(own)(function)
        stem = function.__module__.rpartition("test_")[2]
        identity = f"{stem}::{function.__name__.removeprefix('test_')}"
        function.check = Check(identity, law, points, function, clauses)  # type: ignore[attr-defined]
        return function

    return mark


def _shrinking(function: Any) -> tuple[Phase, ...]:
    """Return what Hypothesis has to do to make an example smaller: nothing, as `minimize` does it with fewer questions.

    Only what a test draws by itself, with `st.data()`, is known to Hypothesis alone.
    """
    return (Phase.shrink,) if "data" in inspect.signature(function.hypothesis.inner_test).parameters else ()


def remade(check: Check, adjust: Callable[[settings], settings]) -> Check:
    """Make the same check once more, with other Hypothesis settings.

    Hypothesis lets a test be given its settings only once. So the check's module runs again, beside the imported one.

    Args:
        check: The check, from a module that has been imported from a file.
        adjust: Called with the check's own settings; returns those to use.
    """
    spec = sys.modules[check.function.__module__].__spec__
    assert spec is not None and spec.loader is not None, f"{check.id} is in no file"
    module = importlib.util.module_from_spec(spec)
    before = _adjustment.set(adjust)
    try:
        spec.loader.exec_module(module)
    finally:
        _adjustment.reset(before)
    return next(one for one in checks_in(module) if one.id == check.id)


def checks_in(module: ModuleType) -> list[Check]:
    """List the checks of a module in the order of its lines."""
    found: list[Any] = [getattr(f, "check", None) for f in vars(module).values()]
    return [c for c in found if isinstance(c, Check)]
