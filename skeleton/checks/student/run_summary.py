"""The end of a run: the scoreboard, a hint if one was asked for, and what was learned."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from typing import Any

import pytest

from checks.model.status import Status
from checks.student.handed_out import banner, changed_files
from checks.student.hints import FAILURES, HINTS, LEARNED, hint, hints
from checks.student.memory import Memory, fingerprint
from checks.student.scoreboard import ExerciseResult, board, exercise_results
from checks.student.terminal import encoding_of, readable, rendered

NO_TRY = (Status.NOT_STARTED, Status.CRASHED)
"""How a check ends that says nothing about an idea: the stub, or a file that Python cannot load."""

WIDEST = 100
"""Number of columns at most: longer lines are hard to read."""


class RunSummary:
    """A plug-in of pytest that notes the status of each check, and prints the end of the run."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.statuses: dict[str, str] = {}
        self.conditions: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if check := getattr(report, "check", None):
            self.statuses[check] = report.status
            self.conditions[check] = getattr(report, "condition", "")

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Let the run fail if an exercise is not started: pytest itself takes that for skipped."""
        if exitstatus == pytest.ExitCode.OK and Status.NOT_STARTED in self.statuses.values():
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print the scoreboard after pytest's own report of the failures, and before its last line."""
        found, fresh = self._noted(exercise_results(self.statuses))
        failures = self._failures(found)
        verbosity = self.config.get_verbosity()
        if not found or verbosity < -1:
            return
        if verbosity >= 0:
            terminalreporter.section("scoreboard")
        width = min(self.config.get_terminal_writer().fullwidth, WIDEST)
        self._write(terminalreporter, board(found, width, short=verbosity < 0))
        if warning := banner(changed_files()):
            self._write(terminalreporter, f"\n{warning}")
        if verbosity < 0:
            return
        for result in found:
            stem = result.exercise.stem
            if result.done and stem in LEARNED and (stem in fresh or len(found) == 1):
                number = result.exercise.number
                self._write(terminalreporter, f"\nExercise {number}: {LEARNED[stem]}")
                self._write(terminalreporter, f"Yours beside the model's: python -m backprop review {number}")
            elif len(found) == 1 and self._failed(result)[0]:
                command = f"python -m backprop repro {result.exercise.number}"
                self._write(
                    terminalreporter, f"\nTo run what fails first: {command}; with --debug it stops in your code."
                )
            if self.config.getoption("hints", False):
                self._hint(terminalreporter, result, failures.get(stem, 0))

    def _hint(self, reporter: pytest.TerminalReporter, result: ExerciseResult, times: int) -> None:
        stem, number = result.exercise.stem, result.exercise.number
        if not times or stem not in HINTS:
            return
        steps = hints(stem, *self._failed(result))
        self._write(reporter, f"\nExercise {number}. {hint(steps, times)}")
        if times < len(steps):
            command = f"python -m backprop hint {number} {times + 1}"
            self._write(reporter, f"The next hint comes when another try has failed, or with\n    {command}")

    def _failed(self, result: ExerciseResult) -> tuple[str, str]:
        """Return the first check that fails, and when it does; empty texts if the file cannot even be loaded."""
        first = next((c.id for c in result.wrong if result.statuses[c.id] not in NO_TRY), "")
        return first, self.conditions.get(first, "")

    def _write(self, reporter: pytest.TerminalReporter, content: Any) -> None:
        writer = self.config.get_terminal_writer()
        width = min(writer.fullwidth, WIDEST)
        if isinstance(content, str):
            content = "\n".join(textwrap.fill(line, width - 2) for line in content.split("\n"))
        text = rendered(content, width, writer.hasmarkup)
        reporter.write_line(readable(text, encoding_of(getattr(writer, "_file", None))))

    def _noted(self, found: list[ExerciseResult]) -> tuple[list[ExerciseResult], set[str]]:
        """Note the results in the memory; return them with what it knows, and the exercises that have become done."""
        memory, told, fresh = Memory(), [], set()
        for result in found:
            stem, before = result.exercise.stem, memory.of(result.exercise.stem).done
            known = memory.note(stem, [check.id for check in result.checks], result.statuses)
            told.append(replace(result, was_done=known.was_done))
            fresh |= {stem} if result.done and not before else set()
        memory.save()
        return told, fresh

    def _failures(self, found: list[ExerciseResult]) -> dict[str, int]:
        """Return for each exercise that fails the number of tries that have failed in this way, from pytest's cache.

        Another run with the same file is no try, nor is a file that cannot be loaded.
        """
        cache = getattr(self.config, "cache", None)
        if cache is None or not found:
            return {one.exercise.stem: 1 for one in found if one.started and self._failed(one)[0]}
        failures = dict(cache.get(FAILURES, {}))
        for result in found:
            stem = result.exercise.stem
            if result.done:
                failures.pop(stem, None)
            elif result.started and result.wrong:
                text, failed = fingerprint(stem), self._failed(result)
                times, last, *before = failures.get(stem, [0, ""])
                if failed[0]:  # a typo is no try
                    again = before == list(failed)
                    failures[stem] = [times + (text != last) if again else 1, text, *failed]
        cache.set(FAILURES, failures)
        failing = {one.exercise.stem for one in found if one.started and self._failed(one)[0]}
        return {stem: times for stem, (times, *_) in failures.items() if stem in failing}
