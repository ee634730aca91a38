"""The normal form of a scenario's answers: equal for solutions with the same mistake, whatever their style.

Such solutions may differ in the wording of an error, the order in which they make parameters, or how often they read an
attribute.
"""

from __future__ import annotations

import ast
import math
import random
import re
from contextlib import suppress
from functools import lru_cache
from typing import Any

from checks.law import formulas
from checks.law.examples import NUMBER
from checks.model.kinds import decode
from checks.model.outcomes import Raised
from checks.model.scenario import Scenario, Step

POINTS = ((0.7, -1.3, 2.1, 0.4), (-0.9, 0.6, -1.7, 1.1), (1.9, 2.3, 0.8, -0.2))
"""Values for the variables of a formula, taken in turn."""

TOLERANCE = 1e-9
"""Relative and absolute tolerance for numbers that have all their digits."""

ENDS = ("Input", "Parameter", "Macro")
"""The kinds of nodes that a tree of ordinary nodes ends in."""

WATCHED = {
    "ex3_caching": ("op",),
    "ex5_outputs": ("derivatives",),
    "ex7_multi_parent": ("derivatives", "on_backward", "grad"),
}
"""The counts that an exercise is about."""


def digest(stem: str, scenario: Scenario, answers: list[Any], raised: Raised | None) -> list[Any]:
    """Reduce the answers to their normal form.

    Args:
        stem: The exercise.
        scenario: The questions.
        answers: One for each step that was performed.
        raised: The exception that ended the scenario, if any.

    Returns:
        One entry for each answer, and one for the exception. Compare two of them with `alike`.
    """
    answers = decode(answers)
    drawn = any(step.verb in ("expand", "body") for step in scenario.steps)
    drawn = drawn and not any(map(_fills_alike, scenario.steps))
    reduced: list[Any] = []
    for at, (step, answer) in enumerate(zip(scenario.steps, answers, strict=False)):
        match step.verb:
            case "calls":
                reduced.append(_calls(stem, scenario, at, answers))
            case "work":
                reduced.append(_work(scenario, at, answers))
            case "survey":
                reduced.append([_survey(answer, drawn), _drawn_when_made(scenario.steps, answers, at)])
            case "train":
                reduced.append(_training(answer, stem))
            case "funcify" if isinstance(answer, str):
                reduced.append(_meaning(answer))
            case "structure":
                reduced.append(_structure(answer))
            case "attempt" if isinstance(answer, list) and len(answer) == 3:
                name, message, bases = answer
                reduced.append(_error(bases[0] if bases else name, str(message)))
            case "example" if isinstance(answer, str):
                reduced.append(_printed(answer))
            case "forward" | "predict" | "call_node" if drawn:
                reduced.append(_first_like(answer, scenario.steps, answers, at))
            case "call" | "look":
                reduced.append(_lists(answer))
            case _:
                reduced.append(answer)
    return [*reduced, _exception(raised)]


def _fills_alike(step: Step) -> bool:
    """Tell whether all parameters get one value. Otherwise their order decides which one gets which."""
    return step.verb == "fill" and len(step.argument) == 1


def _exception(raised: Raised | None) -> list[Any]:
    return _error(raised.type, raised.message) if raised else []


def _error(name: str, message: str) -> list[Any]:
    """Reduce an exception to its type and, for a ValueError, the numbers in its message: wordings differ."""
    return [name, sorted(re.findall(r"\d+", message)) if name == "ValueError" else []]


def _printed(text: str) -> list[Any]:
    """Reduce what a printed example gives to its words and its numbers, an exception and a formula as elsewhere."""
    with suppress(SyntaxError, ValueError, TypeError, MemoryError, RecursionError):
        if (meaning := _meaning(ast.literal_eval(text)))[0] != "no formula":
            return meaning
    if match := re.fullmatch(r"(\w*(?:Error|Exception)): (.*)", text.strip(), re.DOTALL):
        return _error(match[1], match[2])
    return [NUMBER.sub("#", text).split(), [float(number) for number in NUMBER.findall(text)]]


def _structure(answer: Any) -> Any:
    """Keep the leaves and the macros of a tree, sorted: how they are put together is up to the solution.

    Numbers are kept for the nodes of ours only; those that the solution makes may be drawn at random.
    """
    if not isinstance(answer, list) or not all(isinstance(one, list | tuple) and len(one) == 4 for one in answer):
        return answer
    kept = [[kind, at, value if at >= 0 else None] for kind, _, value, at in answer if kind in ENDS]
    return sorted(kept, key=repr)


def alike(one: Any, other: Any, tolerance: float = TOLERANCE) -> bool:
    """Tell whether two normal forms are equal up to rounding.

    Args:
        one: A normal form, or a part of one.
        other: The same part of another.
        tolerance: Relative and absolute, see `tolerance_of`.
    """
    if isinstance(one, list | tuple) and type(one) is type(other):
        return len(one) == len(other) and all(alike(a, b, tolerance) for a, b in zip(one, other, strict=True))
    if isinstance(one, float) or isinstance(other, float):
        if type(one) not in (int, float) or type(other) not in (int, float):
            return False
        if not (math.isfinite(one) and math.isfinite(other)):
            return math.isfinite(one) == math.isfinite(other)
        return math.isclose(one, other, rel_tol=tolerance, abs_tol=tolerance)
    return type(one) is type(other) and bool(one == other)


def tolerance_of(scenario: Scenario) -> float:
    """Return the tolerance for a scenario: answers typed in by hand have four decimals, all others all their digits."""
    by_hand = any(step.verb == "call" and step.argument[0] == "three_steps" for step in scenario.steps)
    return 1e-4 if by_hand else TOLERANCE


def _lists(answer: Any) -> Any:
    """Turn pairs into lists: a pair may be either."""
    return [_lists(item) for item in answer] if isinstance(answer, list | tuple) else answer


def _calls(stem: str, scenario: Scenario, at: int, answers: list[Any]) -> Any:
    counts = answers[at]
    if not isinstance(counts, dict):
        return counts
    if stem == "ex2_compile":
        return _reads_more_than_forward(scenario, at, answers)
    nodes, operations = range(len(scenario.network.nodes)), set(scenario.network.operations)
    kept: list[Any] = []
    for name in WATCHED.get(stem, ()):
        values = counts.get(name)
        if not isinstance(values, list):
            return values
        if name == "derivatives":
            kept.append([sorted(v, key=repr) if isinstance(v, list) else v for v in values[: len(nodes)]])
        elif name == "grad":
            kept.append([count > 1 for count in values[: len(nodes)]])  # once or never is the same law
        else:
            kept.append([values[i] for i in nodes if name != "op" or i in operations])
    return kept


def _reads_more_than_forward(scenario: Scenario, at: int, answers: list[Any]) -> bool | None:
    """Tell whether predict() read `children` more often than the first forward() before it; None if there is none."""
    alone = [
        sum(answers[i]["children"])
        for i in range(1, at)
        if [s.verb for s in scenario.steps[i - 1 : i + 1]] == ["forward", "calls"]
    ]
    if scenario.steps[at - 1].verb != "predict" or not alone:
        return None
    return bool(sum(answers[at]["children"]) > alone[0])


def _work(scenario: Scenario, at: int, answers: list[Any]) -> bool | None:
    """Tell whether predict() made many more calls than the first forward() before it: more than there are nodes."""
    alone = [answers[i] for i in range(1, at) if [s.verb for s in scenario.steps[i - 1 : i + 1]] == ["forward", "work"]]
    if scenario.steps[at - 1].verb != "predict" or not alone:
        return None
    return bool(answers[at] - alone[0] > len(scenario.network.nodes))


def _survey(answer: Any, drawn: bool) -> Any:
    """Sort the parameters; of randomly drawn ones keep only their number, how many differ, and how many are 0."""
    if not isinstance(answer, list) or len(answer) != 3 or not all(isinstance(part, list) for part in answer):
        return answer
    inputs, parameters, macros = answer
    numbers = _numbers(answer)
    seen = [len(parameters), len(set(numbers)), numbers.count(0)] if drawn else numbers
    return [inputs, seen, sorted(map(str, macros))]


def _drawn_when_made(steps: tuple[Step, ...], answers: list[Any], at: int) -> list[int]:
    """Tell how many of the parameters come from the first seed, and which survey listed all of them first.

    Nothing is told if there was no seed. How many numbers a solution draws, and in which order, is up to it.
    """
    seeds = [step.argument for step in steps if step.verb == "seed"]
    if not seeds:
        return []
    found = {i: _numbers(answers[i]) for i in range(at + 1) if steps[i].verb == "survey"}
    generator = random.Random(seeds[0])
    possible = {generator.uniform(-1, 1) for _ in range(10 * len(steps))}
    first = next(i for i, numbers in found.items() if numbers == found[at])
    return [sum(number in possible for number in found[at]), first]


def _numbers(survey: Any) -> list[float]:
    """Sort the values of the parameters that a survey lists, if it is one."""
    parameters = survey[1] if isinstance(survey, list) and len(survey) == 3 else []
    return sorted(p for p in parameters if type(p) in (int, float)) if isinstance(parameters, list) else []


def _training(answer: Any, stem: str) -> Any:
    """Sort the parameters of each step where their order is up to the solution."""
    if stem != "ex4_macros" or not isinstance(answer, list):
        return answer
    path, end = answer
    return [[sorted(values) for values in path], sorted(end)]


@lru_cache(maxsize=64)
def _meaning(text: str) -> list[Any]:
    """Reduce a formula to its variables and its values at some points; any other text to the words in it.

    A question is asked of one misconception after the other, and most of them answer it alike.
    """
    try:
        tree = formulas.parse(text)
        names = sorted(formulas.names(tree))
        points = [{n: point[i % 4] + i // 4 for i, n in enumerate(names)} for point in POINTS]
        return [names, [formulas.evaluate(tree, point) for point in points]]
    except formulas.FormulaError:
        return ["no formula", sorted(set(re.findall(r"[A-Za-z_.]+", text)))]


def _first_like(answer: Any, steps: tuple[Step, ...], answers: list[Any], at: int) -> Any:
    """Replace a value made of drawn numbers by the position of the first value equal to it."""
    if type(answer) not in (int, float) or answer == 0:
        return answer
    values = [a for s, a in zip(steps[:at], answers, strict=False) if s.verb in ("forward", "predict", "call_node")]
    return next((i for i, value in enumerate(values) if alike(value, answer)), len(values))
