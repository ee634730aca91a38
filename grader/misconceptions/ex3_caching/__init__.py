"""Exercise 3: when a stored value is no longer true."""

from __future__ import annotations

from grader.misconceptions.ex3_caching import changes, given, keeping, spreading

MISCONCEPTIONS = (
    *changes.MISCONCEPTIONS,
    *spreading.MISCONCEPTIONS,
    *keeping.MISCONCEPTIONS,
    *given.MISCONCEPTIONS,
)
"""If several of one family fit an answer, the first one is named."""
