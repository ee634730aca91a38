"""Whether a student has begun to write in an exercise's file, and what it was before."""

from __future__ import annotations

from pathlib import Path

from checks.guest.loading import source_file

CHECKS = Path(__file__).resolve().parents[1]

PROJECT = CHECKS.parent
"""The folder of the student's project."""


def stub_file(stem: str) -> Path:
    """The exercise as it was before anybody wrote in it."""
    return CHECKS / "stubs" / f"{stem}.py"


def is_untouched(stem: str) -> bool:
    """Whether the module of an exercise is still the stub."""
    try:
        return source_file(stem).read_text(encoding="utf-8") == stub_file(stem).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
