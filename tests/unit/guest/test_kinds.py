"""Values cross a pipe with their exact kind."""

from __future__ import annotations

import json
from collections import deque
from typing import Any, NamedTuple

import pytest

from checks.model.kinds import Once, Ref, decode, encode, numbers_in, spell


class Pair(NamedTuple):
    """A subclass of tuple, as a student may return it."""

    weight: float
    bias: float


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "None"),
        (True, "True"),
        (1, "1"),
        (1.0, "1.0"),
        (-0.0, "-0.0"),
        ("a 'b'", "\"a 'b'\""),
        ([1, 2.5], "[1, 2.5]"),
        ((), "()"),
        ((1,), "(1,)"),
        ([(1.0, 2.0), [3]], "[(1.0, 2.0), [3]]"),
        (range(3), "range(3)"),
        (range(2, 9, 3), "range(2, 9, 3)"),
    ],
)
def test_round_trip(value: Any, written: str) -> None:
    """What was encoded and sent as JSON is the same value of the same kind, and is written as Python writes it."""
    data = json.loads(json.dumps(encode(value)))
    found = decode(data)
    assert repr(found) == repr(value)
    assert type(found) is type(value)
    assert spell(data) == written


def test_lists_are_new_each_time() -> None:
    """Whoever changes a decoded list changes nothing else."""
    data = encode([[1.0]])
    decode(data)[0].append(2.0)
    assert decode(data) == [[1.0]]


def test_an_iterator_is_gone_through_once() -> None:
    """A second walk finds nothing."""
    found = decode(encode(Once((1, 2))))
    assert [list(found), list(found)] == [[1, 2], []]
    assert spell(encode(Once((1, 2)))) == "iter([1, 2])"


def test_a_name_is_that_very_object() -> None:
    """Two references to one name are one object."""
    data = [1.0]
    found = decode(encode([Ref("data"), Ref("data")]), {"data": data})
    assert found[0] is data
    assert found[1] is data
    assert spell(encode(Ref("data"))) == "data"


@pytest.mark.parametrize("value", [{}, {1}, deque([1]), 2**1001, object(), iter([])])
def test_anything_else_is_named(value: object) -> None:
    """Of what is neither a number nor a list only the name of its type is told."""
    assert set(encode(value)) == {"strange"}


def test_subclasses_count_as_what_they_are() -> None:
    """A named tuple is a tuple."""
    assert decode(encode(Pair(1.0, 2.0))) == (1.0, 2.0)


@pytest.mark.parametrize("data", [{"tuple": 1}, {"ref": "x"}, {"range": [1]}, {"tuple": [], "once": []}, {"a": 1}])
def test_forged_data_stays_data(data: Any) -> None:
    """What nobody of ours has encoded is left as it is."""
    assert decode(data) == data


def test_items() -> None:
    """The items of a list, a tuple, a range and an iterator are known, those of a name are not."""
    for value in ([1, 2], (1, 2), range(1, 3), Once((1, 2))):
        assert numbers_in(encode(value)) == [1, 2]
    with pytest.raises(ValueError, match="data has no items"):
        numbers_in(encode(Ref("data")))
