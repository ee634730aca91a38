"""For all tests of the kit."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from grader.paths import KIT
from tests.places import SUBMISSIONS

# A shell has what it starts in the background ignore Ctrl-C, and children inherit that: some tests press it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test finds a grading that another one, or a person, has left on this machine."""
    monkeypatch.setenv("BACKPROP_GRADER_STORE", str(tmp_path / "store"))


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run of the tests have in common."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def course(shared: Path) -> Path:
    """A course after release, submission, collection, grading and feedback."""
    from tests.nbgrader_class import once
    from tests.nbgrader_course import run_course

    return once(shared, "course", run_course)


@pytest.fixture(scope="session")
def sample_record(shared: Path) -> Path:
    """The record of the sample class, as `grader grade --json` wrote it: graded once in this run of the tests."""
    from tests.nbgrader_class import once

    return once(shared, "sample", grade_sample_class) / "record.json"


def grade_sample_class(folder: Path) -> None:
    """Grade all that are not hostile, from the kit's folder, so that the record has no path of this machine."""
    folder.mkdir()
    students = sorted(path for path in SUBMISSIONS.iterdir() if path.is_dir() and path.name != "hostile")
    names = [str(path.relative_to(KIT)) for path in students]
    options = ["--json", str(folder / "record.json"), "--call-seconds", "2", "--fresh"]
    subprocess.run([sys.executable, "-m", "grader", "grade", *names, *options], cwd=KIT, check=True)
