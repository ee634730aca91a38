"""The verdicts in a browser are those of the grader, check by check, on the files of the sample students."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checks.exercises import EXERCISES
from grader.benchmarks.browser.chromium import served
from grader.paths import SKELETON
from tests.built_site import Student, site_folder
from tests.sample_class import CLASS, recorded

pytestmark = pytest.mark.slow

SOME = ("ada", "daan", "mei")
"""The students who are tried; EVERY=1 tries all 26, which takes minutes."""

TRIED = [folder for folder in CLASS if folder.name in SOME or os.environ.get("EVERY") == "1"]


@pytest.fixture(scope="module")
def page(browser: Any, shared: Path) -> Iterator[Student]:
    with served(site_folder(shared)) as address:
        context = browser.new_context(service_workers="block")
        found = Student(context, address)
        found.open("?patience=600")  # a busy machine is silent for long, and that is no verdict
        yield found
        context.close()


def packed(student: Path, file: Path) -> Path:
    """The files of a student as a zip, with a stub for each that is missing: the page keeps what it is not given."""
    handed_in = {path.stem: path for path in student.rglob("*.py")}
    with zipfile.ZipFile(file, "w") as archive:
        for exercise in EXERCISES:
            archive.write(handed_in.get(exercise.stem, SKELETON / exercise.file), exercise.file)
    return file


@pytest.mark.parametrize("student", TRIED, ids=lambda student: str(student.name))
def test_sample_student(page: Student, student: Path, tmp_path: Path) -> None:
    """One Python checks all of them, so nothing that a solution leaves behind changes the verdict on the next."""
    page.page.locator("#open").set_input_files(packed(student, tmp_path / f"{student.name}.zip"))
    page.page.locator("#summary", has_text=f"7 files came from {student.name}.zip").wait_for()
    (entry,) = recorded(student.name)["submissions"]
    found = {}
    for exercise in entry["exercises"]:
        page.go(exercise["id"])
        expected = {check["title"]: check["status"] for check in exercise["checks"] if not check["hidden"]}
        found[exercise["id"]] = (page.check(), expected)
    assert {stem: both for stem, both in found.items() if both[0] != both[1]} == {}
