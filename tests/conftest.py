"""Fixtures for all tests of the kit."""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# The same examples each time, however slow the machine is: Hypothesis gives a test 200 ms for an example otherwise.
settings.register_profile("tests", derandomize=True, database=None, deadline=None)
settings.load_profile("tests")

# A shell has what it starts in the background ignore Ctrl-C, and children inherit that: some tests press it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


GROUPS = {
    "test_bench.py": "bench",
    "test_dask.py": "dask",
    "test_docs.py": "docs",
    "test_html.py": "html",
    "test_nbgrader_browser.py": "nbgrader course",
    "test_nbgrader_course.py": "nbgrader course",
    "test_own_exercise.py": "own exercise",
    "test_own_verb.py": "own verb",
    "test_html_browser.py": "pages in a browser",
    "test_stepper_browser.py": "pages in a browser",
    "test_golden_record.py": "sample class",
    "test_release.py": "release",
    "test_student_ci.py": "student ci",
    "test_site_browser.py": "site",
    "test_site_settings.py": "site",
    "test_site_verdicts.py": "site",
    "test_wheels.py": "wheels",
}
"""Files whose tests share something costly: one process runs a group, or the others would wait for it to be made."""

BY_EXERCISE = ("test_diagnosis.py", "test_messages.py", "test_verify.py")
"""Files whose tests of one exercise share what is kept in memory: what its misconceptions answer, say."""

FIRST = (
    *("sample class", "nbgrader course", "test_verify.py", "test_hostile.py", "bench", "dask", "wheels"),
    *("test_semester.py", "test_diagnosis.py", "test_messages.py"),
)
"""Groups and files that take longest are begun first: one that is begun last keeps a single processor busy."""

LAST = ("test_sample_class.py",)
"""Begun when the record is there that all of them need."""


def group(nodeid: str) -> str:
    """Name the group of a test; one that shares nothing is a group by itself."""
    path, _, name = nodeid.partition("::")
    file = Path(path).name
    exercise = re.search(r"\[(ex\d_[a-z_]+|capstone)\b", name)
    return f"{file} {exercise[1]}" if file in BY_EXERCISE and exercise else GROUPS.get(file, nodeid)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have several processes begin with what takes longest. One alone keeps the order of the files."""

    def rank(item: pytest.Item) -> int:
        file = item.path.name
        places = [at for at, name in enumerate(FIRST) if name in (file, group(item.nodeid))]
        return places[0] if places else len(FIRST) + (file in LAST)

    if "PYTEST_XDIST_WORKER" in os.environ:
        items.sort(key=rank)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Spread the tests over the processes one by one, and groups as a whole, in the order above.

    Marks of the kind `xdist_group` do the same, but not with pytest 9.2 and pytest-xdist 3.8, which ignore them.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByGroup(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            return group(nodeid)

    config.option.loadscopereorder = False  # or the groups with most tests would come first
    return ByGroup(config, log)


MAY_BE_SKIPPED = ("no npm", "no packages of the front end")
"""Reasons for which CI leaves out a test: what makes the front end of the site is for those who change it."""


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail in CI if a test was skipped: what it needs is to be installed there."""
    reporter: Any = session.config.pluginmanager.getplugin("terminalreporter")
    if reporter is None or "PYTEST_XDIST_WORKER" in os.environ or os.environ.get("CI", "") in ("", "false"):
        return
    reasons = {report.longrepr[2].removeprefix("Skipped: ") for report in reporter.stats.get("skipped", [])}
    if wrong := sorted(reason for reason in reasons if not reason.startswith(MAY_BE_SKIPPED)):
        reporter.write_line("\nIn CI nothing is skipped: install what is missing in .ci/run.", red=True)
        reporter.write_line("\n".join(wrong))
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test a store of its own, without gradings that another test or a person left on this machine."""
    monkeypatch.setenv("BACKPROP_GRADER_STORE", str(tmp_path / "store"))


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder that all processes of this run of the tests share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Open Chromium for the tests of a file."""
    from tests.browser import chromium

    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session", autouse=True)
def one_bank(shared: Path) -> Iterator[None]:
    """Have all processes of this run of the tests draw the questions of each check once, for all of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BACKPROP_GRADER_BANK", str(shared / "bank"))
        yield


@pytest.fixture(scope="session")
def course(shared: Path) -> Path:
    """A course after release, submission, collection, grading and feedback."""
    from tests.nbgrader_course import run_course
    from tests.once import once

    return once(shared, "course", run_course)


@pytest.fixture(scope="session")
def scores_of_files(shared: Path) -> dict[str, dict[str, float]]:
    """The scores that `grader grade` gives for the work of that course, handed in as files."""
    from tests import nbgrader_class
    from tests.once import once

    return nbgrader_class.scores_of_files(once(shared, "files", nbgrader_class.grade_files))


@pytest.fixture(scope="session")
def sample_record(shared: Path) -> Path:
    """The record of the sample class, as `grader grade --json` wrote it: graded once in this run of the tests."""
    from tests.once import once
    from tests.sample_class import grade_sample_class

    return once(shared, "sample", grade_sample_class) / "record.json"


@pytest.fixture(scope="session", autouse=True)
def every_record_is_valid() -> Iterator[None]:
    """Validate every record that a test has the command write by the schema."""
    from jsonschema import Draft202012Validator

    from grader.commands import grade
    from grader.record import Record, json_schema, write_record

    validator = Draft202012Validator(json_schema())

    def written(record: Record, path: Path) -> None:
        write_record(record, path)
        validator.validate(json.loads(path.read_text(encoding="utf-8")))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grade, "write_record", written)
        yield
