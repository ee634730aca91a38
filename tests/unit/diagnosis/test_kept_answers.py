"""The answers of misconceptions, kept for later runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.diagnosis import kept_answers
from grader.diagnosis.kept_answers import kept, write_down
from grader.diagnosis.known import NO_ANSWER
from grader.judge import shared_cache
from grader.judge.shared_cache import UNSIGNED, Shared


class Asked:
    """A misconception that counts how often it is asked."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        self.times = 0

    def __call__(self) -> Any:
        self.times += 1
        return self.answer


@pytest.fixture(autouse=True)
def later(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Shared]:
    folder = Shared(tmp_path, UNSIGNED)
    monkeypatch.setattr(shared_cache, "kept_for_later", lambda: folder)
    yield folder
    kept_answers._texts.clear()
    kept_answers._new.clear()


def test_a_later_run_does_not_ask_again() -> None:
    """Neither within a diagnosis nor after it; another misconception and another question are others."""
    asked = Asked([[1.5, -0.0, True, None, (2, "a")], []])
    for _ in range(2):
        assert kept("ex1", "flipped", "q1", asked) == asked.answer
        write_down()
        assert kept("ex1", "flipped", "q1", asked) == asked.answer
        assert asked.times == 1
    for others in (("ex2", "flipped", "q1"), ("ex1", "other", "q1"), ("ex1", "flipped", "q2")):
        kept(*others, asked)
    assert asked.times == 4


def test_nothing_stays_in_memory() -> None:
    kept("ex1", "flipped", "q1", Asked([1]))
    write_down()
    assert not kept_answers._texts
    assert not kept_answers._new


def test_what_another_judge_has_written_stays(later: Shared) -> None:
    kept("ex1", "flipped", "q1", Asked([1]))
    later.put(("answers", "ex1", "flipped"), {"q2": "[2]"})
    write_down()
    never = Asked("never")
    assert [kept("ex1", "flipped", q, never) for q in ("q1", "q2")] == [[1], [2]]
    assert never.times == 0


def test_an_answer_that_never_came_is_asked_for_again() -> None:
    """Another time the machine may be quicker."""
    asked = Asked(NO_ANSWER)
    for _ in range(2):
        assert kept("ex1", "flipped", "q1", asked) is NO_ANSWER
        write_down()
    assert asked.times == 2


@pytest.mark.parametrize("strange", [["q1"], {"q1": 7}, {7: "[1]"}, {"q1": "no JSON"}, {"q1": '{"x": 1}'}])
def test_what_is_of_another_shape_is_asked_for_again(later: Shared, strange: Any) -> None:
    later.put(("answers", "ex1", "flipped"), strange)
    asked = Asked([1])
    assert kept("ex1", "flipped", "q1", asked) == [1]
    write_down()
    assert kept("ex1", "flipped", "q1", asked) == [1]
    assert asked.times == 1


def test_where_nothing_can_be_kept_it_is_asked_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_cache, "kept_for_later", lambda: None)
    asked = Asked([1])
    for _ in range(2):
        assert kept("ex1", "flipped", "q1", asked) == [1]
        write_down()
    assert asked.times == 2
