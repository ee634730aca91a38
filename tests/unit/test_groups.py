"""Which tests one process runs, and which are begun first: the lists of files name files that there are."""

from __future__ import annotations

import pytest

from tests.conftest import BY_EXERCISE, FIRST, GROUPS, LAST, group
from tests.places import TESTS

FILES = {path.name for path in TESTS.rglob("test_*.py")}


def test_each_file_exists() -> None:
    """A file that was renamed would lose its place, and nobody would see but by the time."""
    assert {*GROUPS, *BY_EXERCISE, *LAST} <= FILES
    assert {*FIRST} <= FILES | {*GROUPS.values()}


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("test_bench.py::test_growth", "test_bench.py::test_kills", True),
        ("test_nbgrader_browser.py::test_a", "test_nbgrader_course.py::test_b", True),
        ("test_verify.py::test_a[ex3_caching]", "test_verify.py::test_b[ex3_caching-more]", True),
        ("test_verify.py::test_a[capstone]", "test_verify.py::test_a[ex3_caching]", False),
        ("test_verify.py::test_a[ex3_caching]", "test_messages.py::test_a[ex3_caching]", False),
        ("test_grade.py::test_a[ex3_caching]", "test_grade.py::test_b[ex3_caching]", False),
    ],
)
def test_who_shares_is_together(one: str, other: str, together: bool) -> None:
    assert (group(f"tests/integration/{one}") == group(f"tests/integration/{other}")) == together
