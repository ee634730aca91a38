"""Exercise 2: what is remembered, where, for how long, and visible to which other objects."""

from __future__ import annotations

from grader.misconceptions.ex2_compile import compiling, contents, corners, counting, storage

MISCONCEPTIONS = (
    *storage.MISCONCEPTIONS,
    *compiling.MISCONCEPTIONS,
    *contents.MISCONCEPTIONS,
    *counting.MISCONCEPTIONS,
    *corners.MISCONCEPTIONS,
)
"""If several of one family fit an answer, the first one is named."""
