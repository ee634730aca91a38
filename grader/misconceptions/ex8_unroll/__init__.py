"""Exercise 8: what goes wrong when a program writes a program."""

from __future__ import annotations

from grader.misconceptions.ex8_unroll import corners, samples, structure, training, values

MISCONCEPTIONS = (
    *values.MISCONCEPTIONS,
    *structure.MISCONCEPTIONS,
    *training.MISCONCEPTIONS,
    *samples.MISCONCEPTIONS,
    *corners.MISCONCEPTIONS,
)
"""If several of one family fit an answer, the first one is named."""
