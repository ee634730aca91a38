"""A process that is ready to run checks: it has made the imports, and reads the exercise from its standard input."""

from __future__ import annotations

import importlib
import sys

import pytest

from checks.exercises import EXERCISES
from checks.student.still_running import StillRunning, past_capture

READY = (
    "rich.table",
    "rich.tree",
    "checks.explain.messages",
    "checks.student.scoreboard",
)
"""Modules that would be imported only when they are used."""


def main() -> int:
    """Make the imports, wait for the name of an exercise, run its checks, and return the exit code of pytest."""
    for name in (*READY, *(f"checks.test_{exercise.stem}" for exercise in EXERCISES)):
        importlib.import_module(name)
    stem = sys.stdin.readline().strip()
    if not stem:
        return 0  # the process that started this one has ended
    # pytest warns that it is too late to rewrite the assertions of Hypothesis, which nobody needs here.
    quiet = ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    plugin = StillRunning(past_capture(sys.stderr))  # who watches waits for it, terminal or not
    return int(pytest.main(["--no-header", "--hints", *quiet, f"checks/test_{stem}.py"], plugins=[plugin]))


if __name__ == "__main__":
    sys.exit(main())
