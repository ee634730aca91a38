"""The capstone: what each exercise was allowed to forget, and what it costs when they meet."""

from __future__ import annotations

from grader.misconceptions.capstone import habits, joints

MISCONCEPTIONS = (
    *habits.MISCONCEPTIONS,
    *joints.MISCONCEPTIONS,
)
"""Of several that fit an answer, the first one is named."""
