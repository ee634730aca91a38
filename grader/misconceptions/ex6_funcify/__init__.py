"""Exercise 6: parentheses between joined texts, scopes of names, the digits of a number, and nodes."""

from __future__ import annotations

from grader.misconceptions.ex6_funcify import digits, functions, keeping, names, nodes, parentheses, renaming

MISCONCEPTIONS = (
    *parentheses.MISCONCEPTIONS,
    *functions.MISCONCEPTIONS,
    *names.MISCONCEPTIONS,
    *renaming.MISCONCEPTIONS,
    *digits.MISCONCEPTIONS,
    *keeping.MISCONCEPTIONS,
    *nodes.MISCONCEPTIONS,
)
"""If several of one family fit an answer, the first one is named."""
