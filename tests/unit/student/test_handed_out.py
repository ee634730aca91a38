"""A given file that was changed is noticed, with the line endings of any system."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checks.student import handed_out
from checks.student.handed_out import banner, changed_files
from grader.paths import SKELETON

NAMES = ("backprop/framework.py", "checks/law/answers.py")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two given files, and their digests."""
    for name in NAMES:
        file = tmp_path / name
        file.parent.mkdir(parents=True)
        file.write_bytes((SKELETON / name).read_bytes())
    digests = {name: handed_out.digest((SKELETON / name).read_bytes()) for name in NAMES}
    digests["checks/test_ex8_unroll.py"] = "0123456789abcdef"
    (tmp_path / "listing.json").write_text(json.dumps(digests))
    return tmp_path


def changed(project: Path) -> list[str]:
    return changed_files(project, project / "listing.json")


def test_nothing_changed(project: Path) -> None:
    """What is missing is not changed: a course may hand out some exercises only."""
    assert changed(project) == []
    assert banner([]) == ""


def test_line_endings_do_not_matter(project: Path) -> None:
    """Git on Windows writes others."""
    for name in NAMES:
        (project / name).write_bytes((SKELETON / name).read_bytes().replace(b"\n", b"\r\n"))
    assert changed(project) == []


@pytest.mark.parametrize("name", NAMES)
def test_one_line_changed(project: Path, name: str) -> None:
    with (project / name).open("a", encoding="utf-8") as file:
        file.write("print('here')\n")
    assert changed(project) == [name]


def test_a_listing_that_is_no_listing_has_changed(project: Path) -> None:
    (project / "listing.json").write_text("{")
    assert changed(project) == ["listing.json"]


def test_banner() -> None:
    """What was changed, and what to do; not a page of it."""
    assert banner(["backprop/framework.py"]) == (
        "backprop/framework.py is not as it was handed out: `python -m backprop reset framework` brings it back, "
        "and keeps yours in backups/."
    )
    lines = banner([f"checks/law/m{i}.py" for i in range(9)]).splitlines()
    assert lines[0] == "checks/law/m0.py is not as it was handed out: take it again from where you got the exercises."
    assert lines[3:] == ["Nor are 6 other given files."]


def test_the_kit_itself_is_as_it_is_handed_out() -> None:
    """Run `grader build` after a change to a given file or to a check."""
    assert changed_files() == []
    assert set(NAMES) <= set(json.loads(handed_out.LISTING.read_text(encoding="utf-8")))
