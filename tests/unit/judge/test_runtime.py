"""What a worker sees of Python, wherever that is installed."""

from __future__ import annotations

import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.sandbox import runtime


@pytest.fixture
def fresh() -> Iterator[None]:
    runtime.libraries.cache_clear()
    yield
    runtime.libraries.cache_clear()


@pytest.mark.parametrize(("place", "shown"), [("lib/here", False), ("home/lib", True)])
def test_nothing_is_shown_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: None, place: str, shown: bool
) -> None:
    """Debian's own Python has its library in the system's folder, where bubblewrap cannot put it a second time."""
    folder = tmp_path / place
    folder.mkdir(parents=True)
    (folder / "libpython.so").touch()
    (tmp_path / "lib").mkdir(exist_ok=True)
    variables = {"LIBDIR": str(folder), "LDLIBRARY": "libpython.so", "INSTSONAME": None}
    monkeypatch.setattr(sysconfig, "get_config_var", variables.get)
    monkeypatch.setattr(runtime, "SYSTEM", (str(tmp_path / "lib"),))
    assert (folder / "libpython.so" in runtime.libraries()) is shown
