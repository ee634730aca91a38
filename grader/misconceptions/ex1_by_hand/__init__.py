"""Exercise 1: the tree, pen and paper, the chain rule, and the loop around them."""

from __future__ import annotations

from grader.misconceptions.ex1_by_hand import gradients, on_paper, training, tree

MISCONCEPTIONS = (
    *tree.MISCONCEPTIONS,
    *on_paper.MISCONCEPTIONS,
    *gradients.MISCONCEPTIONS,
    *training.MISCONCEPTIONS,
)
"""If several of one family fit an answer, the first one is named."""
