"""Exercise 7: sums over parents, the order of visits, and values left over from earlier passes."""

from __future__ import annotations

from grader.misconceptions.ex7_multi_parent import derivatives, inputs, order, others_nodes, parents, telling

MISCONCEPTIONS = (
    *parents.MISCONCEPTIONS,
    *telling.MISCONCEPTIONS,
    *others_nodes.MISCONCEPTIONS,
    *order.MISCONCEPTIONS,
    *derivatives.MISCONCEPTIONS,
    *inputs.MISCONCEPTIONS,
)
"""If several of one family fit an answer, the first one is named."""
