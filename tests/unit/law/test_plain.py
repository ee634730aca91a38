"""What a check draws is written as text and read back, and nothing else is."""

from __future__ import annotations

import math
from typing import Any

import pytest

from checks.law.living.life import Life
from checks.law.search import plain
from checks.law.search.cost import exactly
from checks.model.network import Network, Node
from checks.model.outcomes import Frame, Raised
from checks.model.scenario import forward, predict

NETWORK = Network((Node("Input", value=-0.0), Node("Parameter", value=2), Node("Add", children=(0, 1, 0))))


@pytest.mark.parametrize(
    "value",
    [
        None,
        [True, 1, 1.0, 0.1 + 0.2, 1e-300, 10**30, "ä\ud800\n"],
        (1, [2, (3,)], ()),
        {"drawn": {1: "one", (2, "b"): [None]}},
        [math.inf, -math.inf, -0.0],
        Life(NETWORK, (forward(2), predict(2, (1, 2.0)))),
        Raised("ValueError", "no", (Frame("ex1.py", 3, "f"),), ("ValueError", "Exception")),
    ],
)
def test_a_value_is_read_as_it_was_written(value: Any) -> None:
    again = plain.read(plain.write(value))
    assert again == value
    assert exactly(again) == exactly(value)
    assert type(again) is type(value)


def test_not_a_number_is_read_as_such() -> None:
    assert math.isnan(plain.read(plain.write(math.nan)))


@pytest.mark.parametrize("value", [object(), {1, 2}, b"bytes", print, [lambda: None], (3, plain.NotPlain())])
def test_nothing_else_is_written(value: Any) -> None:
    with pytest.raises(plain.NotPlain, match="no plain data"):
        plain.write(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"x": 1}',
        '{"c": "os:system", "f": ["true"]}',
        '{"c": "grader.api:grade", "f": []}',
        '{"c": "checks.model.network:LEAVES", "f": []}',
        '{"c": "checks.law.check:checks_in", "f": []}',
        '{"c": "checks.law.subject:LocalSubject", "f": ["ex1_by_hand"]}',
        '{"c": "checks.no_such_module:Life", "f": []}',
        '{"c": "checks.model.network:Node", "f": [1, 2, 3, 4, 5, 6, 7, 8, 9]}',
        '{"d": [1]}',
        "[" * 100_000,
    ],
)
def test_a_text_makes_plain_data_or_nothing(text: str) -> None:
    """Neither functions nor classes of others, nor those of the kit that are no data."""
    with pytest.raises(plain.NotPlain):
        plain.read(text)
