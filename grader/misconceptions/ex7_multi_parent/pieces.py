"""Pieces of the reference that several themes of this exercise change."""

from __future__ import annotations

WHOLE = """\
parents_first = children_first(self)[::-1]
derivatives = dict.fromkeys(parents_first, 0.0)
derivatives[self] = derivative_from_parent
for node in parents_first:
    for child, derivative in zip(node.children, node.grad(), strict=True):
        derivatives[child] += derivatives[node] * derivative
# Only now, since grad() of a node depends on the parameters below it.
for node in parents_first:
    node.on_backward(derivatives[node])
"""
SPREAD = """\
for node in parents_first:
    for child, derivative in zip(node.children, node.grad(), strict=True):
        derivatives[child] += derivatives[node] * derivative
"""
ADD_UP = "derivatives[child] += derivatives[node] * derivative"
TELL = """\
for node in parents_first:
    node.on_backward(derivatives[node])
"""
