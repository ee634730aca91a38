"""A solution as its author asks it: a file in a project, in this process."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

import backprop
from checks.law.check import Check
from checks.law.subject import LocalSubject
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


def verdict(check: Check, subject: LocalSubject) -> Status:
    """The verdict of `Examination.first_mistake`, on networks that are drawn once for all solutions."""
    subject.new_check()
    try:
        for law in laws(check):
            law(subject=subject)
    except CheckAborted as stop:
        return stop.status
    except Mismatch:
        return Status.FAILED
    return Status.PASSED
