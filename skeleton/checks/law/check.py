"""Turns a test function into a check of the kit: a law, points, and settings that give the same verdict every time."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from types import ModuleType
from typing import Any, TypeVar

from hypothesis import HealthCheck, Phase, Verbosity, is_hypothesis_test, settings

F = TypeVar("F", bound=Callable[..., None])

EXAMPLES = 40
"""How many networks a check tries."""

_adjustment: ContextVar[Callable[[settings], settings]] = ContextVar("adjustment", default=lambda own: own)
"""What becomes of the settings of a check that is made now."""


@dataclass(frozen=True)
class Check:
    """One check: what it is called, the law it checks, what it is worth, and the function that raises Mismatch."""

    id: str
    law: str
    points: float
    function: Callable[..., None]

    @property
    def stem(self) -> str:
        return self.id.partition("::")[0]


def check(law: str, points: float, examples: int = EXAMPLES) -> Callable[[F], F]:
    """Mark a test as a check: `law` is one line that says what must hold, `points` what it is worth."""

    def mark(function: F) -> F:
        if is_hypothesis_test(function):
            own = settings(
                max_examples=examples,
                derandomize=True,  # the same networks for everybody, every time
                database=None,
                deadline=None,  # a slow machine is no mistake
                phases=(Phase.explicit, Phase.generate, Phase.shrink),
                verbosity=Verbosity.quiet,
                report_multiple_bugs=False,
                print_blob=False,
                suppress_health_check=list(HealthCheck),  # they depend on time
            )
            function = _adjustment.get()(own)(function)
        stem = function.__module__.rpartition("test_")[2]
        identity = f"{stem}::{function.__name__.removeprefix('test_')}"
        function.check = Check(identity, law, points, function)  # type: ignore[attr-defined]
        return function

    return mark


def remade(check: Check, adjust: Callable[[settings], settings]) -> Check:
    """The same check, made once more with the Hypothesis settings that `adjust` makes of its own.

    Hypothesis lets a test be given its settings only once. So the check's module runs again, beside the imported one.
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
    """The checks of a module in the order of its lines."""
    found: list[Any] = [getattr(f, "check", None) for f in vars(module).values()]
    return [c for c in found if isinstance(c, Check)]
