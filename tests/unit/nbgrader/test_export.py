"""Cells of an exported table are text, whatever the name of a student."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("nbgrader", reason="nbgrader is not installed: pip install -e .[nbgrader]")

from grader.nbgrader.export import as_data


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1", "\n=1"])
def test_text_that_would_run_is_quoted(text: str) -> None:
    assert as_data(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "shown"), [(-1.5, "-1.5"), (0.1 + 0.2, "0.3"), (None, ""), ("a=b", "a=b"), (True, "True")]
)
def test_other_values_stay(value: Any, shown: str) -> None:
    """A penalty may be negative; it is a number and no formula."""
    assert as_data(value) == shown
