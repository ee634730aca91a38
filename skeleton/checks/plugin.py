"""The plug-in of `pytest` for the exercises: it provides the solution, messages for students, and a scoreboard."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from checks.exercises import BADGES, BY_STEM, EXERCISES
from checks.explain.conditions.search import when_it_fails
from checks.explain.failure import Failure, of_abort, of_mismatch
from checks.explain.messages import Role, brief, explain, paragraphs
from checks.explain.recorded.own_numbers import with_yours
from checks.guest.loading import source_text
from checks.law.check import Check
from checks.law.search.examination import Examination
from checks.law.search.kept import DRAW_ANEW
from checks.law.subject import LocalSubject
from checks.model.outcomes import CannotLoad, CheckAborted, Mismatch, NotStarted
from checks.model.status import Status
from checks.student.last_lines import LastLines
from checks.student.scoreboard import short_names
from checks.student.stub_state import is_untouched
from checks.student.terminal import encoding_of, readable

FAILURE = pytest.StashKey[Failure]()
"""The failure of an item, for other plug-ins. As an attribute of the report it would be sent between processes."""

TOLD = pytest.StashKey[set[str]]()
"""The exercises whose file cannot be loaded, which is told once and not for each check."""


class Untouched(NotStarted, pytest.skip.Exception):  # type: ignore[misc, name-defined]
    """An exercise that is not started. pytest takes it for skipped, which saves the work of a traceback."""


@pytest.fixture(scope="module")
def subject(request: pytest.FixtureRequest) -> LocalSubject:
    """Provide the student's solution of the exercise that the file of checks belongs to."""
    return LocalSubject(request.module.__name__.rpartition("test_")[2])


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options `--hints` and `--fresh`."""
    group = parser.getgroup("exercises")
    group.addoption("--fresh", action="store_true", help="draw all networks anew, instead of those handed out")
    group.addoption("--hints", action="store_true", help="add a hint for what fails, one step more after each failure")


def pytest_configure(config: pytest.Config) -> None:
    """Declare a marker for each exercise, and register the summary at the end."""
    DRAW_ANEW.set(config.getoption("fresh"))
    for exercise in (*EXERCISES, *BADGES):
        for name in short_names(exercise):
            config.addinivalue_line("markers", f"{name}: the checks of {exercise.stem}")
    if not hasattr(config, "workerinput"):  # with pytest-xdist, only the process that reports
        from checks.student import still_running
        from checks.student.run_summary import RunSummary

        config.pluginmanager.register(RunSummary(config), "exercise-progress")
        still_running.register(config)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even import other exercises' checks for `pytest -k ex3`, which would deselect them all."""
    one = next((e for e in BY_STEM.values() if collection_path.name == f"test_{e.stem}.py"), None)
    wanted = config.getoption("keyword")
    if one is None or not any(wanted in short_names(exercise) for exercise in BY_STEM.values()):
        return None
    return None if any(wanted in name for name in (one.stem, *short_names(one))) else True


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark each check with its exercise, so that `pytest -m ex3` runs the same as `pytest -k ex3`."""
    if check := _check(item):
        for name in short_names(BY_STEM[check.stem]):
            item.add_marker(name)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> None:
    """Skip the checks of an untouched stub, which saves a second for each exercise that is still to come."""
    check = _check(item)
    if check and is_untouched(check.stem):
        raise Untouched(f"Exercise {BY_STEM[check.stem].number}")


def _check(item: pytest.Item) -> Check | None:
    check = getattr(getattr(item, "function", None), "check", None)
    return check if isinstance(check, Check) else None


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a check as the grader does, see `Examination`; other tests are left to pytest."""
    check = _check(pyfuncitem)
    if check is None:
        return None
    subject: Any = pyfuncitem.funcargs["subject"]
    if mistake := Examination(check, subject).mistake():
        raise mistake
    return True


BOLD = {Role.LAW, Role.EDIT}
RED = {Role.DIFFERENCE, Role.DEPARTURE}
"""The roles of lines that are bold or red. The words say the same, so that nothing depends on a colour."""


class Message:
    """The message of a failed check, in place of a traceback."""

    def __init__(self, failure: Failure) -> None:
        self.failure = failure
        self.reprcrash = Brief(brief(failure))

    def __str__(self) -> str:
        return explain(self.failure)

    def toterminal(self, tw: Any) -> None:
        """Write the message; pytest calls this."""
        encoding = encoding_of(getattr(tw, "_file", None))
        for at, paragraph in enumerate(paragraphs(self.failure)):
            if at:
                tw.line("")
            for block in paragraph:
                for line in block.lines:
                    tw.line(readable(line, encoding), bold=block.role in BOLD, red=block.role in RED)


class Brief:
    """The one line of a message that pytest prints in its summary of failures."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __str__(self) -> str:
        return self.message


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show a message for the student instead of our traceback, which `--full-trace` shows."""
    report = yield
    check = _check(item)
    if check is None or (call.when != "call" and not call.excinfo):
        return report
    report.check = check.id  # type: ignore[attr-defined]  # such attributes travel with the report
    report.status = _status(call.excinfo.value if call.excinfo else None).value  # type: ignore[attr-defined]
    if not call.excinfo:
        return report
    if isinstance(call.excinfo.value, CannotLoad):
        report.again = check.stem in item.config.stash.setdefault(TOLD, set())  # type: ignore[attr-defined]
        item.config.stash[TOLD].add(check.stem)
    failure = _failure(check, call.excinfo.value)
    if failure is not None:
        item.stash[FAILURE] = failure
        report.condition = failure.condition  # type: ignore[attr-defined]
    if report.status == Status.NOT_STARTED:
        # pytest takes it for skipped, so that -x goes on and --lf leaves it out. The exit code says that it is no pass.
        report.outcome = "skipped"
        path, line, _ = item.location
        report.longrepr = (path, line or 0, f"not started: {BY_STEM[check.stem].file}")
        return report
    if failure is not None and not item.config.getoption("fulltrace"):
        report.longrepr = Message(failure)  # type: ignore[assignment]
        report.sections = [(name, _last_lines(text)) for name, text in report.sections]
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_exception_interact(node: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """Have `--pdb` stop in the student's code."""
    check = _check(node)
    if check and call.excinfo and node.config.getoption("usepdb"):
        from checks.student.post_mortem import in_own_code

        if own := in_own_code(check.stem, call.excinfo.value):
            call.excinfo = pytest.ExceptionInfo.from_exception(own)
            reporter: Any = node.config.pluginmanager.getplugin("terminalreporter")
            command = f"python -m backprop repro {BY_STEM[check.stem].number} --debug"
            reporter.write_line(f"pdb looks back at where it ended; {command} stops in the first line.")


def _status(error: BaseException | None) -> Status:
    if error is None:
        return Status.PASSED
    return error.status if isinstance(error, CheckAborted) else Status.FAILED


def _failure(check: Check, error: BaseException) -> Failure | None:
    """Describe how a solution failed; None if the error is not the solution's."""
    source = source_text(check.stem)
    if isinstance(error, CheckAborted):
        return of_abort(check, error, source)
    if not isinstance(error, Mismatch):
        return None
    condition = when_it_fails(check, LocalSubject(check.stem), error)
    return with_yours(of_mismatch(check, error, source, condition))


def _last_lines(text: str) -> str:
    kept = LastLines()
    kept.write(text)
    return "\n".join(kept.lines())


def pytest_report_teststatus(report: pytest.TestReport) -> Any:
    """Report an untouched stub as not started, and a file that cannot be loaded only once as failed."""
    if getattr(report, "status", "") == Status.NOT_STARTED:
        return "not started", "-", ("NOT STARTED", {"yellow": True})
    if getattr(report, "again", False):
        return "not run", "F", ("NOT RUN", {"red": True})
    return None
