"""Pieces of the reference that several themes of this exercise change."""

from __future__ import annotations

REMEMBER = "self.input_nodes = self.find_input_nodes()"
CHOOSE = "nodes = self.find_input_nodes() if self.input_nodes is None else self.input_nodes"
