"""The mechanical mutants that no check can kill, each with its reason. A test tells when the list is out of date."""

from __future__ import annotations

SAME_LENGTH = "both sequences have the same length here, so strict=True never raises; it is a note to the reader"

BY_VALUE = "parentheses more or fewer that do not change what the formula means: it is judged by its value"
ONE_CHILD = "there is exactly one child, so the first one is the last one"

EQUIVALENT = {
    "ex2_compile | ReplaceTrueWithFalse | for node, value in zip(nodes, inputs, strict=False):": (
        "the lines above have raised already if the lengths differ"
    ),
    "ex4_macros | RemoveDecorator | def body(self) -> framework.NeuralNetNode:": (
        "given to the student, who cannot lose it by solving the exercise; without the decorator, a macro without a "
        "body could be made, and no exercise makes one"
    ),
    "ex4_macros | ReplaceTrueWithFalse | framework.Multiply([weight, child]) for weight, child in "
    "zip(self.weights, self.children, strict=False)": SAME_LENGTH,
    "ex5_outputs | ReplaceTrueWithFalse | for child, row in zip(self.children, self.grad(), strict=False):": SAME_LENGTH,
    "ex5_outputs | ReplaceTrueWithFalse | child.backward(sum(d * partial for d, partial in "
    "zip(derivative, row, strict=False)))": SAME_LENGTH,
    "ex5_outputs | ReplaceTrueWithFalse | return -sum(y * math.log(_clip(p)) for y, p in "
    "zip(y_true, y_pred, strict=False))": SAME_LENGTH,
    "ex5_outputs | ReplaceTrueWithFalse | return [-y / _clip(p) for y, p in zip(y_true, y_pred, strict=False)]": (
        SAME_LENGTH
    ),
    'ex6_funcify | AddNot | return f"({text})" if not text.startswith("-") else text': BY_VALUE,
    "ex6_funcify | AddNot | child.formula(names) if not isinstance(child, Multiply) else child.operand(names) "
    "for child in self.children": BY_VALUE,
    'ex6_funcify | NumberReplacer | return f"max(0, {self.children[ -1].formula(names)})"': ONE_CHILD,
    'ex6_funcify | NumberReplacer | return f"sigmoid({self.children[ -1].formula(names)})"': ONE_CHILD,
    "ex7_multi_parent | ReplaceTrueWithFalse | for child, derivative in zip(node.children, node.grad(), strict=False):": (
        SAME_LENGTH
    ),
}
"""Mutant -> why it behaves like the reference."""
