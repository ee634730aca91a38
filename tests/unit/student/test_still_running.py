"""What a person is told while an answer does not come: only in a terminal, and past pytest's capture."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from checks.guest.time_limit import TimeLimit
from checks.student import still_running
from checks.student.still_running import StillRunning, past_capture


class Registered:
    """Takes the place of pytest's configuration and of its plug-in manager."""

    def __init__(self) -> None:
        self.plugins: list[Any] = []
        self.pluginmanager = self

    def register(self, plugin: Any) -> None:
        self.plugins.append(plugin)


@pytest.mark.parametrize("terminal", [True, False])
def test_only_in_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: bool) -> None:
    config: Any = Registered()
    with (tmp_path / "stream").open("w", encoding="utf-8") as stream:
        monkeypatch.setattr(stream, "isatty", lambda: terminal, raising=False)
        still_running.register(config, stream)
    assert len(config.plugins) == terminal


def test_past_capture(tmp_path: Path) -> None:
    """What was the stream at the start is written to, also when pytest has led the stream elsewhere."""
    with (tmp_path / "terminal").open("w", encoding="utf-8") as stream:
        write = past_capture(stream)
        with (tmp_path / "captured").open("w", encoding="utf-8") as elsewhere:
            os.dup2(elsewhere.fileno(), stream.fileno())
        write("still")
    assert (tmp_path / "terminal").read_text() == "still"
    assert (tmp_path / "captured").read_text() == ""


def test_told_during_a_session() -> None:
    """On lines of its own, as pytest's progress line is not finished; nothing is told after the run."""
    told: list[str] = []
    limit = TimeLimit(watched=False)
    plugin = StillRunning(told.append, limit)
    plugin.pytest_sessionstart()
    assert limit.tell is not None
    limit.tell("still in f()")
    plugin.pytest_sessionfinish()
    assert told == ["\nstill in f()\n"]
    assert limit.tell is None
