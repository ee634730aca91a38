"""Badges, graded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.reference.test_capstone import graded


@pytest.mark.slow
def test_badges_stand_beside_the_points(tmp_path: Path) -> None:
    """A capstone on the model solutions is a badge earned; without them it is none, and it costs no point."""
    alone = graded(tmp_path / "alone", "capstone")
    assert (alone.score, alone.max_score, alone.status) == (0, 100, "graded")
    (badge,) = alone.badges
    assert (badge.id, badge.earned) == ("capstone", False)
    assert {check.status for check in badge.checks} <= {"not_started", "failed", "crashed"}
