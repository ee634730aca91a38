"""The queue of pushes: one at a time, and never blocked by a process that is gone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from grader.push.queue import turn

TAKE_AND_DIE = """
import sys
from pathlib import Path
from grader.push.queue import turn

with turn(Path(sys.argv[1])):
    print("mine", flush=True)
    sys.stdin.read()
"""


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


def test_a_process_that_is_killed_in_its_turn_gives_it_back(tmp_path: Path) -> None:
    """The system takes the lock back, and the next one need not wait."""
    command = [sys.executable, "-c", TAKE_AND_DIE, str(tmp_path / "queue")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"mine\n"
        with pytest.raises(TimeoutError), turn(tmp_path / "queue", wait_seconds=0.0):
            pass
        process.kill()
        process.wait()
    with turn(tmp_path / "queue") as waited:
        assert not waited
