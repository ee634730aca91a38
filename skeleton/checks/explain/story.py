"""What happened up to a wrong answer, step by step, in words."""

from __future__ import annotations

from collections.abc import Iterator

from checks.explain.spelling import Spelling, Text
from checks.explain.verbs import VERBS, attempted
from checks.law.answers import several
from checks.model.scenario import Scenario

MOST_STEPS = 9
"""Number of steps that are told; of more, the last ones matter most."""

FIRST = 2
"""Number of steps that are told at the beginning, if not all are."""

LONGEST = 120
"""Number of characters of one step."""


def times(count: int) -> str:
    """Say how often: once, or so many times."""
    return "once" if count == 1 else several(count, "time")


WORDS: dict[str, Text] = {
    "attempt": lambda s: told(attempted(s)),
    "build": lambda s: f"{s.constructor} was made",
    "calls": lambda s: "",
    "find_inputs": lambda s: f"{s.it}.find_input_nodes()",
    "example": lambda s: _first_line(s.argument),
    "fill": lambda s: f"the new parameters of {s.it} got the values {s.given}, in turn",
    "look": lambda s: f"a look at {s.argument}",
    "seed": lambda s: f"random.seed({s.argument})",
    "spoil": lambda s: f"the caller turned the list {s.argument} round and put 99.0 at its end",
    "structure": lambda s: f"a look at all nodes of {s.it}",
    "survey": lambda s: f"a look at all nodes of {s.it}",
    "train": lambda s: f"{s.it} was trained {times(s.argument[2])} on {several(len(s.argument[1]), 'sample')}",
    "work": lambda s: "",
}
"""Tell a step to a person, where its code would not do; an empty text if there is nothing to tell."""

LOOKS = ("calls", "look", "structure", "survey", "value_of", "work")
"""The verbs that change nothing, so that they are told only if their answer was wrong."""


def _first_line(source: str) -> str:
    first, _, more = source.strip().partition("\n")
    first = first.partition("  #")[0].rstrip()  # a comment would go on to the next step
    return f"{first} ..." if more else first


def told(spelling: Spelling) -> str:
    """Tell a step to a person: in words, or as its code if that is one line."""
    if words := WORDS.get(spelling.step.verb):
        return words(spelling)
    code = VERBS[spelling.step.verb].code
    lines = code.lines(spelling) or [code.answer(spelling)]
    return lines[0] if len(lines) == 1 else f"{spelling.step.verb} of {spelling.it}"


def step_text(scenario: Scenario, step: int) -> str:
    """Tell one step of a scenario."""
    names = dict(enumerate(scenario.network.names))
    for one in scenario.steps[: step + 1]:
        if VERBS[one.verb].code.defines:
            names[len(names)] = f"result{len(names) - len(scenario.network.nodes) + 1}"
    before = step_text(scenario, step - 1) if VERBS[scenario.steps[step].verb].code.does_before else ""
    return told(Spelling(scenario.steps[step], names, scenario.network, shown=False, before=before))


def story(scenario: Scenario, step: int) -> str:
    """Tell the steps up to one of them in a sentence, such as `root.forward(), then x1.value = 2.0`.

    Args:
        scenario: The question.
        step: The step whose answer was wrong.

    Returns:
        The sentence; empty if there is nothing to tell, as nothing is done but look at what was built.
    """
    told = list(_told(scenario, range(len(scenario.steps))[step])) if scenario.steps else []
    if len(told) > MOST_STEPS:
        last = MOST_STEPS - FIRST
        told = [*told[:FIRST], several(len(told) - MOST_STEPS, "more step"), *told[-last:]]
    return ", then ".join(told)


def _told(scenario: Scenario, last: int) -> Iterator[str]:
    for at, step in enumerate(scenario.steps[: last + 1]):
        text = step_text(scenario, at)
        told_with_next = at < last and VERBS[scenario.steps[at + 1].verb].code.does_before
        if text and not told_with_next and (at == last or step.verb not in LOOKS):
            yield text if len(text) <= LONGEST else f"{text[: LONGEST - 4]} ..."
