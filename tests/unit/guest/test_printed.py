"""Printed examples are compiled once, however often they are run."""

from __future__ import annotations

from typing import Any

import pytest

from checks.guest import printed


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("x = 3", ""),
        ("x", "2\n"),
        ("print(x)", "2\n"),
        ("print(x); x + 1", "2\n3\n"),
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("x +", "SyntaxError: invalid syntax (<unknown>, line 1)"),
        ("", ""),
    ],
)
def test_as_the_prompt_shows_it(source: str, shown: str) -> None:
    for _ in range(2):
        assert printed.run(source, {"x": 2}) == shown


def test_compiled_once_and_run_each_time() -> None:
    names: dict[str, Any] = {"count": 0}
    before = printed._compiled.cache_info()
    for expected in (1, 2, 3):
        assert printed.run("count += 1; count", names) == f"{expected}\n"
    after = printed._compiled.cache_info()
    assert (after.misses - before.misses, after.hits - before.hits) == (1, 2)
