"""Pieces of the reference that several themes of this exercise change."""

from __future__ import annotations

INIT = """\
self.weights = [framework.Parameter() for _ in children]
self.bias = framework.Parameter()
"""
BODY = """\
products = [
    framework.Multiply([weight, child]) for weight, child in zip(self.weights, self.children, strict=True)
]
return framework.Add([*products, self.bias])
"""
EXPAND = """\
if isinstance(node, Macro):
    return expand(node.body())
node.children = [expand(child) for child in node.children]
return node
"""
DEFINITION = "def expand(node: framework.NeuralNetNode) -> framework.NeuralNetNode:"
