"""What the process that graded sends back is an entry of the submission, or nobody's grade."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from grader.grading.batch import Unwatched, Work
from grader.grading.plan import Plan
from grader.grading.store import Store
from grader.intake.files import Submission
from grader.record import SubmissionEntry, SubmissionStatus
from tests import records

ADA = Submission("ada", Path("class/ada"))
ENTRY = replace(records.entry("ada", []), path="class/ada")


class Other(SubmissionEntry):  # type: ignore[misc]
    """A type of somebody else's."""


@pytest.mark.parametrize(
    "result",
    [
        None,
        {"student": "ada", "score": 14},
        replace(ENTRY, student="ben"),
        replace(ENTRY, path="class/ben"),
        replace(ENTRY, score="14"),
        replace(ENTRY, notes=[object()]),
        replace(ENTRY, exercises=None),
        Other(**{name: getattr(ENTRY, name) for name in ENTRY.__struct_fields__}),
    ],
)
def test_anything_else_needs_a_person(tmp_path: Path, result: Any) -> None:
    """It is no grade, no error that ends the class, and not kept as one."""
    store = Store(tmp_path, SubmissionEntry)
    work = Work(Plan(("ex1_by_hand",)), store, Unwatched())
    work.keys["ada"] = "0" * 64
    future: Future[Any] = Future()
    future.set_result(result)
    assert work._end(future, ADA, last=True)
    entry = store.get("0" * 64)
    assert entry
    assert (entry.score, entry.status) == (0, SubmissionStatus.NEEDS_REVIEW)


def test_an_entry_is_kept_as_it_is(tmp_path: Path) -> None:
    store = Store(tmp_path, SubmissionEntry)
    work = Work(Plan(("ex1_by_hand",)), store, Unwatched())
    work.keys["ada"] = "0" * 64
    future: Future[Any] = Future()
    future.set_result(ENTRY)
    assert work._end(future, ADA, last=True)
    assert store.get("0" * 64) == ENTRY
