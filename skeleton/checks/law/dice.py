"""Draw the many choices of a life, so that no two lives are alike."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from checks.law.strategies import items_of

BYTES = 1500
"""The number of choices of a `Dice`; those that are still to be made after that are the simplest ones."""


class Dice:
    """Does what Hypothesis's `draw` does, but reads all choices from one text of random bytes.

    Hypothesis makes most of its examples by copying a part of one it has drawn to another place of it. Of something
    as long as a life these are all alike. In a single text there are no parts to copy.
    """

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._bytes = iter(draw(_random_bytes()))

    def __call__(self, strategy: st.SearchStrategy[Any]) -> Any:
        """Draw from `one_of(...)` or `up_to(...)`, or from any other strategy as Hypothesis does."""
        items = items_of(strategy)
        return items[next(self._bytes, 0) * len(items) >> 8] if items else self._draw(strategy)


@cache
def _random_bytes() -> st.SearchStrategy[bytes]:
    return st.binary(min_size=BYTES, max_size=BYTES)
