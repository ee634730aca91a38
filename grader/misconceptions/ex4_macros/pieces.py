"""Pieces of the reference that several themes of this exercise change."""

from __future__ import annotations

from textwrap import dedent

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
CHILDREN = """\
node.children = [expand(child) for child in node.children]
return node
"""
"""What `EXPAND` does with any other node."""

MACRO = "return expand(node.body())"
"""What `EXPAND` does with a macro."""

DEFINITION = "def expand(node: framework.NeuralNetNode) -> framework.NeuralNetNode:"
MAKING = "def __init__(self, children: Sequence[framework.NeuralNetNode]) -> None:"


def before_expand(code: str) -> str:
    """Put code of the module's top level in front of the definition of `expand`, for a change of `DEFINITION`."""
    return f"{dedent(code).strip()}\n\n\n{DEFINITION}"


def before_making(code: str) -> str:
    """Put code of the class in front of the constructor of `Linear`, for a change of `MAKING`."""
    return f"{dedent(code).strip()}\n\n{MAKING}"
