"""For all tests of the kit."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test finds a grading that another one, or a person, has left on this machine."""
    monkeypatch.setenv("BACKPROP_GRADER_STORE", str(tmp_path / "store"))
