"""An exception is told in the same words wherever it happens to be raised."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

import pytest

from checks.model.outcomes import MOST_OF_A_MESSAGE, Frame, Raised


def caught(do: Callable[[], object]) -> Raised:
    try:
        do()
    except Exception as error:
        return Raised.of(error, __file__, "mine.py")
    raise AssertionError("nothing was raised")


def calls_itself(compared: object) -> object:
    return calls_itself(compared) == compared


def encodes_itself() -> str:
    nested: list[object] = []
    for _ in range(sys.getrecursionlimit() * 200):
        nested = [nested]
    return json.dumps(nested)


@pytest.mark.parametrize("do", [lambda: calls_itself(1), encodes_itself])
def test_what_python_was_about_to_do_at_the_limit_is_not_told(do: Callable[[], object]) -> None:
    """It depends on the depth at which a solution is asked: a message would not be the same twice."""
    raised = caught(do)
    assert (raised.type, raised.message) == ("RecursionError", "maximum recursion depth exceeded")


def test_what_a_solution_says_itself_is_told() -> None:
    def refuse() -> None:
        raise RecursionError("a macro without end")

    assert caught(refuse).message == "a macro without end"


def test_a_long_message_and_many_frames_are_cut() -> None:
    raised = Raised.by_itself(ValueError("x" * 10_000), [Frame("mine.py", n, "f") for n in range(100)])
    assert len(raised.message) == MOST_OF_A_MESSAGE
    assert [frame.line for frame in raised.frames] == [95, 96, 97, 98, 99]
    assert raised.bases[:2] == ("ValueError", "Exception")


def test_an_exception_without_words() -> None:
    """It may be about a node that is too deep for its own repr."""

    class Deep:
        def __repr__(self) -> str:
            raise RecursionError

    raised = Raised.by_itself(KeyError(Deep()))
    assert (raised.type, raised.message) == ("KeyError", "")
