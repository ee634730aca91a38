"""`--coverage`: the lines that no check ran, measured in the sandbox and checked outside of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from checks.model.network import Builder
from grader.cli import main
from grader.course.limits import Limits
from grader.grading.coverage import MeasuredSubject, never_ran, valid_lines
from grader.grading.plan import Plan
from grader.judge.subject import SandboxedSubject
from grader.paths import REFERENCE
from grader.record import SubmissionEntry, from_data
from grader.reports.html.sections import section
from grader.sandbox import NAMES, NoSandbox, choose

STEM = "ex1_by_hand"
SOLVED = (REFERENCE / f"{STEM}.py").read_text()
DEAD = SOLVED + "\n\ndef never_called(x):\n    if x:\n        return 1\n    return 2\n"
LAST = len(DEAD.splitlines())
QUICK = Limits(call_seconds=4)
PLAN = Plan((STEM,), QUICK)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "auto"])
def test_lines_that_no_check_ran(name: str) -> None:
    """In every sandbox, the report names the body of a function that is never called, and no other line."""
    try:
        sandbox = choose(name)
    except NoSandbox as error:
        pytest.skip(str(error))
    assert never_ran(STEM, DEAD, replace(PLAN, sandbox=sandbox.name)) == [LAST - 2, LAST - 1, LAST]


def test_all_processes_count_together() -> None:
    """A process that dies loses its notes; lines that another process ran count all the same."""
    dying = DEAD + "\nimport os\n\n\ndef three_steps():\n    os._exit(3)\n"
    lines = never_ran(STEM, dying, PLAN)
    assert lines is not None
    assert {LAST - 2, LAST - 1, LAST} <= set(lines)
    text = dying.splitlines()
    assert not any("dl_dp" in text[line - 1] for line in lines), "gradients() was asked by checks that went well"


def test_unknown_if_nothing_could_be_asked() -> None:
    """A module that ends its process has no lines that ran or did not."""
    assert never_ran(STEM, "import os\nos._exit(1)\n", PLAN) is None


@pytest.mark.parametrize(
    "answers",
    [[], [None], [[0]], [[4]], [[-1]], [[1.0]], [[True]], [["1"]], [[[1]]], [{"1": 2}], [[1], [2]]],
)
def test_what_is_no_line_is_not_believed(answers: list[object]) -> None:
    """Lines that do not exist are dropped: the reply comes from a student's process."""
    assert valid_lines(answers, 3) is None
    assert valid_lines([[3, 1]], 3) == {1, 3}


def test_a_forged_reply_is_dropped() -> None:
    """A solution that puts its own words into coverage.py's mouth gets no line that does not exist."""
    sneaky = SOLVED + "\nimport sys\nsys.modules['coverage'].Coverage.analysis2 = lambda *_: (0, 0, 0, [10**9], 0)\n"
    assert never_ran(STEM, sneaky, PLAN) is None


def test_only_who_is_measured_gets_coverage() -> None:
    """A process that is only graded cannot import coverage.py."""
    with SandboxedSubject(STEM, SOLVED, QUICK) as plain, MeasuredSubject(STEM, SOLVED, QUICK) as measured:
        for subject, there in ((plain, False), (measured, True)):
            subject.new_check()
            subject.ask(Builder().network())
            assert subject.server.started
            assert (subject.server.started.folder / "coverage").exists() is there


def test_grades_are_the_same_and_the_page_says_it(tmp_path: Path) -> None:
    """LineCoverage adds the lines to the record and changes nothing else in it; the page shows them."""
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / f"{STEM}.py").write_text(DEAD)
    records = []
    for more in ([], ["--coverage"]):
        file = tmp_path / "record.json"
        arguments = [str(tmp_path / "ada"), "--exercise", STEM, "--fresh", "--json", str(file), *more]
        result = CliRunner().invoke(main, ["grade", *arguments])
        assert result.exit_code == 0, result.output
        records.append(json.loads(file.read_text())["submissions"][0])
    plain, measured = records
    lines = measured["exercises"][0].pop("never_ran")
    assert lines == [LAST - 2, LAST - 1, LAST]
    assert measured == plain
    measured["exercises"][0]["never_ran"] = lines
    shown = section(from_data(measured, SubmissionEntry), {STEM: DEAD})
    assert f"Lines that no check ever ran: {LAST - 2}-{LAST}" in shown
    assert shown.count('class="marked"') == 3
