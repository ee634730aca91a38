"""Shortcuts change no verdict: the simplest judge comes to the recorded one, check by check."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course.limits import Limits
from grader.intake.files import read_submission
from tests import plain_judge
from tests.sample_class import CLASS, recorded


@pytest.mark.parametrize("folder", CLASS, ids=lambda folder: folder.name)
def test_verdicts(folder: Path) -> None:
    """The simplest judge comes to the recorded verdicts, which test_sample_class.py compares with the grader's."""
    limits = Limits(call_seconds=2)
    (entry,) = recorded(folder.name)["submissions"]
    verdicts = {check["id"]: check["status"] for exercise in entry["exercises"] for check in exercise["checks"]}
    plain = plain_judge.statuses(read_submission(folder, folder.name, limits.source_bytes), limits)
    assert plain == {check: verdicts[check] for check in plain}
