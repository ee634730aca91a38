"""Exercise 4: what a macro stands for, which node owns the parameters, and where macros hide."""

from __future__ import annotations

from grader.misconceptions.ex4_macros import (
    afterwards,
    copies,
    drawing,
    errors,
    expansion,
    going_through,
    linear,
    made_anew,
    parameters,
)

MISCONCEPTIONS = (
    *linear.MISCONCEPTIONS,
    *parameters.MISCONCEPTIONS,
    *expansion.MISCONCEPTIONS,
    *copies.MISCONCEPTIONS,
    *drawing.MISCONCEPTIONS,
    *afterwards.MISCONCEPTIONS,
    *made_anew.MISCONCEPTIONS,
    *going_through.MISCONCEPTIONS,
    *errors.MISCONCEPTIONS,
)
"""If several of one family fit an answer, the first one is named."""
