"""The clock is looked at while an exercise's code runs, and for no other code."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from types import CodeType, SimpleNamespace
from typing import Any

import pytest

from checks.model.limits import ANSWER_SECONDS, TooSlow
from grader.site.in_browser import watching
from grader.site.in_browser.watching import EVERY, TOOL, Watcher


class Monitoring:
    """Takes notes instead of watching."""

    DISABLE = object()
    events = SimpleNamespace(PY_START=1, JUMP=2)

    def __init__(self) -> None:
        self.callbacks: dict[int, Any] = {}
        self.watched: list[CodeType] = []

    def use_tool_id(self, tool: int, _: str) -> None:
        assert tool == TOOL

    def register_callback(self, _: int, event: int, callback: Any) -> None:
        self.callbacks[event] = callback

    def set_events(self, _: int, events: int) -> None:
        assert events == self.events.PY_START

    def set_local_events(self, _: int, code: CodeType, __: int) -> None:
        self.watched.append(code)


def code(file: str) -> CodeType:
    return compile("pass", file, "exec")


OWN = code("/course/backprop/ex3_caching.py")


def watched(clock: Callable[[], float]) -> tuple[Watcher, Monitoring]:
    monitoring = Monitoring()
    watcher = Watcher(monitoring, clock)
    watcher.begin()
    return watcher, monitoring


def test_an_exercise_is_watched_and_nothing_else() -> None:
    _, monitoring = watched(lambda: 0.0)
    called = monitoring.callbacks[1]
    assert called(code("/course/hypothesis/core.py"), 0) is Monitoring.DISABLE
    assert called(code("/course/backprop/framework.py"), 0) is Monitoring.DISABLE
    assert called(OWN, 0) is None
    assert monitoring.watched == [OWN]


def looks(seconds_each: float) -> float:
    """Seconds of computing after which a loop is interrupted, if each look at the clock is that long after the last."""
    now = itertools.count()
    watcher, monitoring = watched(lambda: next(now) * seconds_each)
    jumped = monitoring.callbacks[2]
    try:
        with watcher.limit:
            for _ in range(10**8):
                jumped(OWN, 0, 0)
    except TooSlow:
        return watcher.limit._computing()
    raise AssertionError("it went on")


@pytest.mark.parametrize("seconds_each", [EVERY / 10_000, 1.0])
def test_a_loop_ends_after_its_time_and_a_busy_machine_costs_nobody_any(
    seconds_each: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long the looks are apart on the clock, a loop has computed for as long as it has looped."""
    monkeypatch.setattr(watching, "PER_SECOND", 10_000)
    assert looks(seconds_each) == pytest.approx(ANSWER_SECONDS, abs=0.1)


def test_a_loop_gives_signs_of_life() -> None:
    """Else a busy machine, on which it takes long to have computed for long, would be taken for a stuck one."""
    watcher, monitoring = watched(lambda: 0.0)
    signs: list[int] = []
    watcher.alive = lambda: signs.append(1)
    for _ in range(3 * EVERY):
        monitoring.callbacks[2](OWN, 0, 0)
    assert len(signs) == 3
