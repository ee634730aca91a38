"""The end of a run: the scoreboard, a hint if one was asked for, and what was learned."""

from __future__ import annotations

import hashlib
import textwrap
from typing import Any

import pytest

from checks.guest.loading import source_file
from checks.model.status import Status
from checks.student.hints import HINTS, LEARNED, hint
from checks.student.scoreboard import Row, board, rows
from checks.student.terminal import encoding_of, readable, rendered

FAILURES = "exercises/failures"
"""In pytest's cache: for each exercise how often it has failed in a row, and with which text of its file."""

DONE = "exercises/done"

WIDEST = 100
"""Columns: longer lines are hard to read."""


class Progress:
    """A plugin of pytest that watches what comes of each check."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.statuses: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if check := getattr(report, "check", None):
            self.statuses[check] = report.status

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """What was not started has not passed."""
        if exitstatus == pytest.ExitCode.OK and Status.NOT_STARTED in self.statuses.values():
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """After pytest's own words on the failures, and before its last line."""
        found = rows(self.statuses)
        fresh, failures = self._remember(found)
        verbosity = self.config.get_verbosity()
        if not found or verbosity < -1:
            return
        if verbosity >= 0:
            terminalreporter.section("scoreboard")
        width = min(self.config.get_terminal_writer().fullwidth, WIDEST)
        self._write(terminalreporter, board(found, width, short=verbosity < 0))
        if verbosity < 0:
            return
        for row in found:
            if row.done and row.exercise.stem in LEARNED and (row.exercise.stem in fresh or len(found) == 1):
                self._write(terminalreporter, f"\nExercise {row.exercise.number}: {LEARNED[row.exercise.stem]}")
            if self.config.getoption("hints"):
                self._hint(terminalreporter, row, failures.get(row.exercise.stem, 0))

    def _hint(self, reporter: pytest.TerminalReporter, row: Row, times: int) -> None:
        stem, number = row.exercise.stem, row.exercise.number
        if not times or stem not in HINTS:
            return
        self._write(reporter, f"\nExercise {number}. {hint(stem, times)}")
        if times < len(HINTS[stem]):
            command = f"python -m backprop hint {number} {times + 1}"
            self._write(reporter, f"The next hint comes when another try has failed, or with\n    {command}")

    def _write(self, reporter: pytest.TerminalReporter, content: Any) -> None:
        writer = self.config.get_terminal_writer()
        width = min(writer.fullwidth, WIDEST)
        if isinstance(content, str):
            content = "\n".join(textwrap.fill(line, width - 2) for line in content.split("\n"))
        text = rendered(content, width, writer.hasmarkup)
        reporter.write_line(readable(text, encoding_of(getattr(writer, "_file", None))))

    def _remember(self, found: list[Row]) -> tuple[set[str], dict[str, int]]:
        """The exercises that are done for the first time, and how often the others have failed in a row."""
        cache = getattr(self.config, "cache", None)
        if cache is None or not found:
            return set(), {row.exercise.stem: 1 for row in found if row.started and row.wrong}
        done = set(cache.get(DONE, []))
        failures = dict(cache.get(FAILURES, {}))
        fresh = {row.exercise.stem for row in found if row.done} - done
        for row in found:
            stem = row.exercise.stem
            if row.done:
                failures.pop(stem, None)
            elif row.started and row.wrong:
                done.discard(stem)
                text = _fingerprint(stem)
                times, last = failures.get(stem, [0, ""])
                failures[stem] = [times + (text != last), text]  # the same file again is not another try
        cache.set(DONE, sorted(done | fresh))
        cache.set(FAILURES, failures)
        failing = {row.exercise.stem for row in found if row.started and row.wrong}
        return fresh, {stem: times for stem, (times, _) in failures.items() if stem in failing}


def _fingerprint(stem: str) -> str:
    try:
        return hashlib.sha256(source_file(stem).read_bytes()).hexdigest()[:16]
    except OSError:
        return ""
