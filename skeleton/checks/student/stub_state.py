"""The stub of each exercise, and whether a student has begun to write in it."""

from __future__ import annotations

from pathlib import Path

from checks.guest.loading import source_file

CHECKS = Path(__file__).resolve().parents[1]

PROJECT = CHECKS.parent
"""The folder of the student's project."""


def stub_file(stem: str) -> Path:
    """Find the copy of a module of `backprop`, an exercise or a given one, as it was before anybody wrote in it."""
    return CHECKS / "stubs" / f"{stem}.py"


def is_untouched(stem: str) -> bool:
    """Tell whether a module of `backprop` is as it was handed out."""
    try:
        return source_file(stem).read_text(encoding="utf-8") == stub_file(stem).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
