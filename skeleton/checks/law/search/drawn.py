"""Iterates over the examples that Hypothesis draws for a check."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from hypothesis import is_hypothesis_test

from checks.law.check import Check

Drawn = dict[str, Any]
"""The values that Hypothesis drew for one example, by the names of the check's parameters."""


def each_example(check: Check, visit: Callable[[Callable[..., None], Drawn], None]) -> None:
    """Call `visit` with the check's law and each drawn example, or once with nothing if the check draws nothing."""
    function: Any = check.function
    if not is_hypothesis_test(function):
        visit(function, {})
        return
    law = function.hypothesis.inner_test

    @wraps(law)  # Hypothesis draws by the test's source and signature, which must be those of the law
    def with_tape(subject: object, **drawn: Any) -> None:
        visit(law, {name: Tape(value) if hasattr(value, "draw") else value for name, value in drawn.items()})

    function.hypothesis.inner_test = with_tape
    try:
        function(subject=None)
    finally:
        function.hypothesis.inner_test = law


class Tape:
    """Stands in for the `data` argument of a check: records the values drawn first, replays them later."""

    def __init__(self, data: Any) -> None:
        self.data = data
        self.drawn: list[Any] = []
        self.at = 0

    def draw(self, strategy: Any, label: Any = None) -> Any:
        if self.at == len(self.drawn):
            self.drawn.append(self.data.draw(strategy, label))
        self.at += 1
        return self.drawn[self.at - 1]

    def rewind(self) -> None:
        self.at = 0
