"""A solution as its author asks it: a file in a project, in this process."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

import pytest

import backprop
from checks.exercises import BY_STEM
from checks.guest.time_limit import TimeLimit
from checks.law.check import Check
from checks.law.subject import Subject
from checks.model.limits import ANSWER_SECONDS
from checks.model.outcomes import CheckAborted, Mismatch
from checks.model.status import Status
from grader.paths import SKELETON
from tests.examined import laws


def project(folder: Path, texts: Mapping[str, str], patch: pytest.MonkeyPatch) -> None:
    """Make a project with these exercises, the others untouched, and have the package `backprop` be there."""
    for stub in (SKELETON / "backprop").glob("*.py"):
        text = texts.get(stub.stem, "")
        (folder / stub.name).write_text(text or stub.read_text(encoding="utf-8"), encoding="utf-8", newline="")
    patch.setattr(backprop, "__path__", [str(folder)])
    for stem in BY_STEM:  # what an earlier project had there would be imported by a solution that builds on others
        patch.delitem(sys.modules, f"backprop.{stem}", raising=False)
        patch.delattr(backprop, stem, raising=False)


def hurried(seconds: float) -> TimeLimit:
    """Make a time limit that is over after so many seconds, by clocks that go too fast."""
    pace = ANSWER_SECONDS / seconds
    return TimeLimit(lambda: pace * time.monotonic(), lambda: pace * time.process_time())


def verdict(check: Check, subject: Subject, most: int | None = None) -> Status:
    """The verdict of `Examination.first_mistake`, on networks that are drawn once for all; the first ones, or all."""
    subject.new_check()
    try:
        for law in islice(laws(check), most):
            law(subject=subject)
    except CheckAborted as stop:
        return stop.status
    except Mismatch:
        return Status.FAILED
    return Status.PASSED
