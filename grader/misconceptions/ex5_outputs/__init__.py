"""Exercise 5: lists instead of numbers, the whole Jacobian, and logarithms near zero."""

from __future__ import annotations

from grader.misconceptions.ex5_outputs import cross_entropy, habits, jacobian, output, softmax

MISCONCEPTIONS = (
    *output.MISCONCEPTIONS,
    *softmax.MISCONCEPTIONS,
    *jacobian.MISCONCEPTIONS,
    *cross_entropy.MISCONCEPTIONS,
    *habits.MISCONCEPTIONS,
)
"""If several of one family fit an answer, the first one is named."""
