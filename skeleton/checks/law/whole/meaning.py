"""What an answer of the capstone means: a formula, which may be one for a list of numbers, a value, or a message."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence

from checks.law import formulas
from checks.law.answers import Answers, numbers_close


def means(
    answers: Answers,
    step: int,
    variables: Mapping[str, float],
    right: Sequence[float],
    is_list: bool | None = None,
) -> None:
    """Demand that an answer is a formula that has these values; that of an inner node has one, and is no list.

    One value may be that of an Output with one child: then `is_list` has to say so.
    """
    is_list = len(right) > 1 if is_list is None else is_list
    text = answers[step]
    answers.holds(step, isinstance(text, str), "a formula")
    try:
        tree = formulas.parse(text)
        if not is_list:
            got = [formulas.evaluate(tree, variables)]
        elif isinstance(tree, ast.List):
            got = [formulas.evaluate(one, variables) for one in tree.elts]
        elif isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and tree.func.id.lower() == "softmax":
            got = formulas.probabilities([formulas.evaluate(one, variables) for one in tree.args])
        else:
            raise formulas.FormulaError("it is neither softmax(...) nor [...]")
    except formulas.FormulaError as error:
        wanted = "a formula for a list of numbers" if is_list else "a formula"
        raise answers.mismatch(step, wanted, f"This one cannot be used: {error}.") from error
    why = f"This is the value of {text if len(text) < 500 else 'the formula'} for {dict(variables)}."
    answers.holds(step, numbers_close(got, right), list(right), why, got)


def has_value(answers: Answers, step: int, right: float | list[float], why: str = "") -> None:
    """Demand that number, or of an Output these."""
    if isinstance(right, list):
        answers.numbers(step, right, why)
    else:
        answers.number(step, right, why)


def names_both(answers: Answers, step: int, wanted: int, got: int) -> None:
    """Demand a ValueError that names the number of inputs and the number of those that came."""
    why = f"The network has {wanted} inputs."
    message = answers.refused(step, "ValueError", why)
    named = {wanted, got} <= set(map(int, re.findall(r"\d+", message)))
    both = f"a ValueError that names both numbers, {wanted} and {got}"
    answers.holds(step, named, both, why, got=f"the message {message!r}")
