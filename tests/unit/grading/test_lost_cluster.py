"""A Dask cluster whose connection is lost: no traceback reaches the user. The cluster is not a real one here."""

from __future__ import annotations

import logging
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from grader.grading.executors import CHATTY, NoCluster, executor, here


class Client:
    """Has one worker, and cannot be closed in order."""

    def __init__(self, address: str, timeout: str) -> None:
        pass

    def wait_for_workers(self, count: int, timeout: float) -> None:
        pass

    def run(self, function: Any, on_error: str) -> dict[str, Any]:
        return {"tcp://worker": here()}

    def register_plugin(self, plugin: object) -> None:
        pass

    def get_executor(self, **options: Any) -> None:
        pass

    def close(self) -> None:
        try:
            raise OSError("in <TCP (closed)>: Stream is closed")
        except OSError:
            for name in (*CHATTY, "distributed.comm.tcp"):
                logging.getLogger(name).exception("lost")
            raise


@pytest.fixture(autouse=True)
def lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", SimpleNamespace(Client=Client, WorkerPlugin=object))
    for name in CHATTY:  # as Dask sets them up; monkeypatch puts back what was there
        logger = logging.getLogger(name)
        monkeypatch.setattr(logger, "level", logging.WARNING)
        monkeypatch.setattr(logger, "handlers", [logging.StreamHandler(sys.stderr)])
        logger.manager._clear_cache()  # type: ignore[attr-defined]


def test_a_connection_that_is_lost_at_the_end_is_no_news(capfd: pytest.CaptureFixture[str]) -> None:
    with executor(1, "tcp://nowhere:1"):
        pass
    assert capfd.readouterr().err == ""


def test_ctrl_c_stays_ctrl_c(capfd: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C is passed on even if the connection is lost, so that the command can say how to go on."""
    with pytest.raises(KeyboardInterrupt), executor(1, "tcp://nowhere:1"):
        raise KeyboardInterrupt
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("said", [None, ("3.11", "6", "kit"), RuntimeError("no kit\x1b[31m"), {"python": here()}])
def test_a_worker_that_says_something_else_does_not_grade(said: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Client, "run", lambda self, function, on_error: {"tcp://worker": said})
    with pytest.raises(NoCluster, match="cannot grade") as error, executor(1, "tcp://nowhere:1"):
        pass
    assert str(error.value).isprintable()
