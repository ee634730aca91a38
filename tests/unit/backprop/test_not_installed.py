"""What a person is told who has not installed the packages, or does not use what was installed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from backprop.__main__ import not_installed

MISSING = ("pytest", "no_such_package", "nor_this_one")


def test_all_installed(tmp_path: Path) -> None:
    assert not_installed(tmp_path) == ""


def test_nothing_installed(tmp_path: Path) -> None:
    """One command is enough, as it brings the others."""
    told = "The package no_such_package is missing. Type: python -m pip install --editable ."
    assert not_installed(tmp_path, MISSING) == told


@pytest.mark.parametrize(
    ("windows", "command"), [(False, "source .venv/bin/activate"), (True, r".venv\Scripts\activate")]
)
def test_environment_not_active(tmp_path: Path, windows: bool, command: str) -> None:
    (tmp_path / ".venv").mkdir()
    told = f"The package no_such_package is missing, as the virtual environment is not active. Type: {command}"
    assert not_installed(tmp_path, MISSING, windows) == told


def test_environment_active_but_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(sys, "prefix", str(tmp_path / ".venv"))
    assert not_installed(tmp_path, MISSING).endswith("Type: python -m pip install --editable .")
