"""Exercise 6: where two texts meet, whose name is whose, and how many digits a number has."""

from __future__ import annotations

from grader.misconceptions.ex6_funcify import digits, functions, keeping, names, parentheses

MISCONCEPTIONS = (
    *parentheses.MISCONCEPTIONS,
    *functions.MISCONCEPTIONS,
    *names.MISCONCEPTIONS,
    *digits.MISCONCEPTIONS,
    *keeping.MISCONCEPTIONS,
)
"""Of several that fit an answer, the first one is named."""
