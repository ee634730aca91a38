"""The queue of pushes: one at a time, and no waiting for ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.push.queue import Turn


def test_turns_one_after_the_other_come_at_once(tmp_path: Path) -> None:
    """A turn ends with its block, not only when the garbage collector finds it."""
    first, second = Turn(tmp_path / "queue"), Turn(tmp_path / "queue")
    with first:
        assert first.comes_at_once()
    with second:
        assert second.comes_at_once()


def test_one_turn_at_a_time(tmp_path: Path) -> None:
    """A process that waits gets its turn when the other one has given it back."""
    first, second = Turn(tmp_path / "queue"), Turn(tmp_path / "queue")
    with second:
        with first:
            assert first.comes_at_once()
            assert not second.comes_at_once()
        second.wait(0.0)
        assert not first.comes_at_once()


def test_a_turn_that_does_not_come_is_an_error_that_names_the_queue(tmp_path: Path) -> None:
    with Turn(tmp_path / "queue") as first, Turn(tmp_path / "queue") as second:
        first.wait()
        with pytest.raises(TimeoutError, match="queue did not move for 0 seconds"):
            second.wait(0.0)
