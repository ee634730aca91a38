"""The clock is looked at while an exercise's code runs, and for no other code."""

from __future__ import annotations

from types import CodeType, SimpleNamespace
from typing import Any

from checks.guest.time_limit import TimeLimit
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


class Limit(TimeLimit):
    """Counts the looks at its clock."""

    looks = 0

    def look(self) -> None:
        self.looks += 1


def code(file: str) -> CodeType:
    return compile("pass", file, "exec")


def test_an_exercise_is_watched_and_nothing_else() -> None:
    monitoring, limit = Monitoring(), Limit(watched=False)
    Watcher(limit, monitoring).begin()
    called, jumped = (monitoring.callbacks[event] for event in (1, 2))
    assert called(code("/course/hypothesis/core.py"), 0) is Monitoring.DISABLE
    assert called(code("/course/backprop/framework.py"), 0) is Monitoring.DISABLE
    own = code("/course/backprop/ex3_caching.py")
    assert called(own, 0) is None
    assert monitoring.watched == [own]
    for _ in range(3 * EVERY - 1):
        jumped(own, 0, 0)
    assert limit.looks == 3
