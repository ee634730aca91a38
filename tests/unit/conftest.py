"""A unit test starts no process and needs no network: here, whatever would do so fails."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> NoReturn:
        pytest.fail("a unit test starts no process and needs no network: it belongs into tests/integration")

    monkeypatch.setattr(subprocess.Popen, "__init__", refused)
    monkeypatch.setattr(socket.socket, "connect", refused)
    for name in ("fork", "posix_spawn", "posix_spawnp"):
        if hasattr(os, name):
            monkeypatch.setattr(os, name, refused)


@pytest.fixture
def own_bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A bank of the test's own, and no questions in memory."""
    from grader.judge.bank import examples, file

    def forget() -> None:
        file._folder.cache_clear()
        examples.recorded_examples.cache_clear()

    monkeypatch.setenv(file.FOLDER, str(tmp_path / "bank"))
    forget()
    yield tmp_path / "bank"
    forget()
