"""Exercise 4: what a macro stands for, whose parameters they are, and where macros hide."""

from __future__ import annotations

from grader.misconceptions.ex4_macros import copies, expansion, linear, parameters

MISCONCEPTIONS = (
    *linear.MISCONCEPTIONS,
    *parameters.MISCONCEPTIONS,
    *expansion.MISCONCEPTIONS,
    *copies.MISCONCEPTIONS,
)
"""Of several that fit an answer, the first one is named."""
