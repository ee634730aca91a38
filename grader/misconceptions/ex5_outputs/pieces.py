"""Pieces of the reference that several themes of this exercise change."""

from __future__ import annotations

PROBABILITIES = "p = self.op([child.forward() for child in self.children])"

BACKWARD = """\
for child, row in zip(self.children, self.grad(), strict=True):
    child.backward(sum(d * partial for d, partial in zip(derivative, row, strict=True)))
"""

CLASS = """\
that have no nodes in common. An `Output` is never below another node.
\"\"\"
"""
