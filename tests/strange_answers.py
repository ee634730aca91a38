"""Answers of other kinds than a right one, for the tests of those who read them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

STRANGE: tuple[Any, ...] = ("x", None, [], [["x"]], True, -1, {}, 10**300, [None], ["x", 1], {"op": ["x"]}, 1e308)


def variants(answer: Any, dice: random.Random, depth: int = 0) -> Iterator[Any]:
    """Strange answers, and a right one in which one part is strange, missing, or there twice."""
    yield from STRANGE
    if isinstance(answer, list) and answer and depth < 4:
        for i in dice.sample(range(len(answer)), min(3, len(answer))):
            yield from ([*answer[:i], part, *answer[i + 1 :]] for part in variants(answer[i], dice, depth + 1))
        yield from (answer[:-1], [*answer, answer[-1]])
    if isinstance(answer, dict) and depth < 4:
        for name in answer:
            yield from ({**answer, name: part} for part in variants(answer[name], dice, depth + 1))
