"""A process that is ready to run checks: it has imported what they need, and reads the exercise from its input."""

from __future__ import annotations

import importlib
import sys

import pytest

from checks.exercises import EXERCISES

READY = (
    "rich.table",
    "rich.tree",
    "checks.explain.messages",
    "checks.student.scoreboard",
)
"""What is imported late otherwise."""


def main() -> int:
    for name in (*READY, *(f"checks.test_{exercise.stem}" for exercise in EXERCISES)):
        importlib.import_module(name)
    stem = sys.stdin.readline().strip()
    if not stem:
        return 0  # whoever wanted it has gone
    # Hypothesis has been imported before pytest could rewrite its assertions, which nobody here needs.
    quiet = ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    return int(pytest.main(["--no-header", "--hints", *quiet, f"checks/test_{stem}.py"]))


if __name__ == "__main__":
    sys.exit(main())
