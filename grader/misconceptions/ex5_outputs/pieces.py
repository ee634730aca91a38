"""Pieces of the reference that several themes of this exercise change."""

from __future__ import annotations

PROBABILITIES = "p = self.op([child.forward() for child in self.children])"
