"""What is done is remembered, with the file that was checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checks.student import memory, stub_state
from checks.student.memory import Memory

STEM, IDS = "ex2_compile", ["ex2_compile::a", "ex2_compile::b", "ex2_compile::c"]
RIGHT = dict.fromkeys(IDS, "passed")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A folder with one exercise; calling it makes the memory that is there by now."""
    source = tmp_path / f"{STEM}.py"
    source.write_text("first")
    for module in (memory, stub_state):
        monkeypatch.setattr(module, "source_file", lambda stem: source)

    def remembered() -> Memory:
        return Memory(tmp_path / ".backprop" / "memory.json")

    remembered.source = source  # type: ignore[attr-defined]
    return remembered


def noted(project: Any, statuses: dict[str, str]) -> Any:
    before = project()
    known = before.note(STEM, IDS, statuses)
    before.save()
    return known


def test_nothing_is_known_in_the_beginning(project: Any) -> None:
    assert project().word(STEM) == "changed"
    assert not project().is_done(STEM)


def test_what_ran_on_the_same_file_adds_up(project: Any) -> None:
    noted(project, {IDS[0]: "passed"})
    assert project().word(STEM) == "1 of 3"
    noted(project, {IDS[1]: "passed", IDS[2]: "failed"})
    assert project().word(STEM) == "2 of 3"
    noted(project, {IDS[2]: "passed"})
    assert project().word(STEM) == "done"


def test_another_file_begins_anew(project: Any) -> None:
    noted(project, {IDS[0]: "passed", IDS[1]: "failed"})
    project.source.write_text("second")
    assert project().word(STEM) == "changed"
    assert noted(project, {IDS[1]: "passed"}).passed == 1


def test_a_step_back_shows(project: Any) -> None:
    """What was done and fails now, or has only been changed since, was done. It is done again when it passes."""
    noted(project, RIGHT)
    project.source.write_text("second")
    assert project().word(STEM) == "was done"
    known = noted(project, RIGHT | {IDS[0]: "failed"})
    assert known.was_done
    assert not known.done
    assert project().word(STEM) == "was done"
    noted(project, RIGHT)
    assert project().word(STEM) == "done"


def test_what_failed_comes_first_and_what_passed_last(project: Any) -> None:
    known = noted(project, {IDS[0]: "passed", IDS[2]: "timeout"})
    assert known.first_to_run(IDS) == [IDS[2], IDS[1], IDS[0]]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"ex2_compile": 3}', '{"ex2_compile": {"statuses": {"a": "?"}}}'])
def test_a_damaged_file_holds_nothing(project: Any, tmp_path: Path, text: str) -> None:
    (tmp_path / ".backprop").mkdir()
    (tmp_path / ".backprop" / "memory.json").write_text(text)
    assert project().word(STEM) == "changed"
    noted(project, RIGHT)
    assert project().word(STEM) == "done"


def test_where_nothing_can_be_written_nothing_is_remembered(project: Any, tmp_path: Path) -> None:
    (tmp_path / ".backprop").write_text("in the way")
    assert noted(project, RIGHT).done
    assert project().word(STEM) == "changed"


def test_a_check_that_is_gone_is_forgotten(project: Any) -> None:
    noted(project, RIGHT | {"ex2_compile::old": "failed"})
    assert project().is_done(STEM)
