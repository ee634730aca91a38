"""The examples that Hypothesis draws for a check, one after the other, for whoever wants to go through them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from hypothesis import is_hypothesis_test

from checks.law.check import Check

Drawn = dict[str, Any]
"""What Hypothesis drew for one example, by the names of the check's parameters."""


def each_example(check: Check, everybody: Callable[[Callable[..., None], Drawn], None]) -> None:
    """Call `everybody` with the check's law for each example that Hypothesis draws (or once, if there are none)."""
    function: Any = check.function
    if not is_hypothesis_test(function):
        everybody(function, {})
        return
    law = function.hypothesis.inner_test

    @wraps(law)  # what Hypothesis draws depends on the test's source and signature: they are those of the law
    def with_tape(subject: object, **drawn: Any) -> None:
        everybody(law, {name: Tape(value) if hasattr(value, "draw") else value for name, value in drawn.items()})

    function.hypothesis.inner_test = with_tape
    try:
        function(subject=None)
    finally:
        function.hypothesis.inner_test = law


class Tape:
    """Stands for the `data` of a check: what was drawn for the first solution is played back to the others."""

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
