"""What a formula of the capstone means, which may be one for a list of numbers."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from checks.law import formulas
from checks.law.answers import Answers, numbers_close


def means(answers: Answers, step: int, variables: Mapping[str, float], right: Sequence[float]) -> None:
    """Demand that an answer is a formula that has these values; that of an inner node has one, and is no list."""
    text = answers[step]
    answers.holds(step, isinstance(text, str), "a formula")
    try:
        tree = formulas.parse(text)
        if len(right) == 1:
            got = [formulas.evaluate(tree, variables)]
        elif isinstance(tree, ast.List):
            got = [formulas.evaluate(one, variables) for one in tree.elts]
        elif isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and tree.func.id.lower() == "softmax":
            got = formulas.probabilities([formulas.evaluate(one, variables) for one in tree.args])
        else:
            raise formulas.FormulaError("it is neither softmax(...) nor [...]")
    except formulas.FormulaError as error:
        wanted = "a formula for a list of numbers" if len(right) > 1 else "a formula"
        raise answers.mismatch(step, wanted, f"This one cannot be used: {error}.") from error
    why = f"This is the value of {text if len(text) < 500 else 'the formula'} for {dict(variables)}."
    answers.holds(step, numbers_close(got, right), list(right), why, got)
