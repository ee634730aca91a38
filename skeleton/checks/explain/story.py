"""What happened up to a wrong answer, step by step, in words."""

from __future__ import annotations

from collections.abc import Iterator

from checks.explain.repro import step_text
from checks.explain.verbs import VERBS
from checks.model.scenario import Scenario

MOST_STEPS = 9
"""Number of steps that are told; of more, the last ones matter most."""

FIRST = 2
"""Number of steps that are told at the beginning, if not all are."""

LONGEST = 120
"""Number of characters of one step."""


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
        told = [*told[:FIRST], f"{len(told) - MOST_STEPS} more steps", *told[-last:]]
    return ", then ".join(told)


def _told(scenario: Scenario, last: int) -> Iterator[str]:
    for at, step in enumerate(scenario.steps[: last + 1]):
        text = step_text(scenario, at)
        told_with_next = at < last and VERBS[scenario.steps[at + 1].verb].code.does_before
        if text and not told_with_next and (at == last or not VERBS[step.verb].looks):
            yield text if len(text) <= LONGEST else f"{text[: LONGEST - 4]} ..."
