"""The name of a mistake in the record."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.model.status import Status
from grader.grading.plan import Plan
from grader.grading.submission import grade
from grader.intake.files import read_submission
from grader.misconceptions import catalogue


@pytest.mark.slow
def test_the_report_names_the_mistake(tmp_path: Path) -> None:
    """The record names the mistake, found in the sandbox on the smallest counterexample."""
    for stem, name in (("ex1_by_hand", "factor_x_missing"), ("ex5_outputs", "diagonal_only")):
        (tmp_path / f"{stem}.py").write_text(catalogue.wrong_solutions(stem)[name], encoding="utf-8")
    entry = grade(read_submission(tmp_path, "somebody", 500_000), Plan(("ex1_by_hand", "ex5_outputs")))
    failed = [check for check in entry.checks if check.status is Status.FAILED]
    named = [check.misconception for check in failed if check.misconception]
    assert {one.id for one in named} == {"factor_x_missing", "diagonal_only"}
    assert len(named) == len(failed)
    assert all(one.name and one.explanation for one in named)
    passed = [check for check in entry.checks if check.status is Status.PASSED]
    assert all(check.misconception is None for check in passed)
