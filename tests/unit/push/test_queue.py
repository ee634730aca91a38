"""The queue of pushes: one at a time, and no waiting for ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.push.queue import turn


def test_turns_one_after_the_other_do_not_wait(tmp_path: Path) -> None:
    """A turn ends where its block does, not only when nobody knows of it any more."""
    first = turn(tmp_path / "queue")
    with first as waited:
        assert not waited
    with turn(tmp_path / "queue", wait_seconds=0.0) as waited:
        assert not waited


def test_a_turn_that_does_not_come_is_an_error_that_names_the_queue(tmp_path: Path) -> None:
    with (
        turn(tmp_path / "queue"),
        pytest.raises(TimeoutError, match="queue did not move for 0 seconds"),
        turn(tmp_path / "queue", wait_seconds=0.0),
    ):
        pass
