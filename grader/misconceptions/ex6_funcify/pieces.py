"""Pieces of the reference that several themes of this exercise change."""

from __future__ import annotations

NUMBER = "return repr(self.value)"
INPUT = "return names[self] if self.name is None else self.name"
SUM = """\
terms = [
    child.formula(names) if isinstance(child, Multiply) else child.operand(names) for child in self.children
]
return " + ".join(terms) or "0"
"""
PRODUCT = 'return " * ".join(child.operand(names) for child in self.children) or "1"'
RELU = 'return f"max(0, {self.children[0].formula(names)})"'
SIGMOID = 'return f"sigmoid({self.children[0].formula(names)})"'
NAMELESS = """\
inputs = self.find_input_nodes() if isinstance(self, Operation) else [self]
nameless = [node for node in inputs if isinstance(node, Input) and node.name is None]
return self.formula({node: f"x{number}" for number, node in enumerate(nameless, start=1)})
"""
