"""Steps without which the same answer is wrong in the same way: a law asks more than one mistake needs."""

from __future__ import annotations

from typing import Any

from checks.law.subject import Subject
from checks.model.outcomes import Mismatch, Raised
from checks.model.scenario import Scenario

KEPT = ("build", "let", "refill", "keep", "spoil", "expand", "make", "edit", "set_children")
"""The verbs of steps that others stand on, so that these never go."""

LOOKS = ("forward", "call_node", "value_of", "find_inputs", "survey", "structure", "look", "calls")
"""The verbs that change nothing in a right solution."""

VALUES = ("forward", "call_node", "predict", "value_of", "find_inputs", "funcify", "look")
"""The verbs whose right answer depends on what there is, and not on what was asked before."""

Answer = tuple[Any, str]


def without_needless_steps(found: Mismatch, subject: Subject, right: Subject | None) -> Mismatch:
    """Leave out the steps that make no difference to the wrong answer, nor to the right one.

    Args:
        found: The wrong answer.
        subject: The solution that gave it, asked about each scenario alone.
        right: A right solution. Without one, only steps go that cannot make a difference to what is right.

    Returns:
        The same mismatch, about a scenario that ends with the wrong answer.
    """
    scenario = Scenario(found.scenario.network, found.scenario.steps[: found.step + 1])
    wrong = _last_answer(subject, scenario)
    before: Scenario | None = None
    while scenario != before:
        before = scenario
        answers, _ = subject.perform(scenario)
        for at in reversed(range(len(scenario.steps) - 1)):
            shorter = Scenario(scenario.network, (*scenario.steps[:at], *scenario.steps[at + 1 :]))
            if [repr(answers[at])] == [repr(one) for one in answers[:-1] if repr(one) == found.expected]:
                continue  # the law compares the last answer with this one
            if _is_needless(scenario, at, shorter, right) and _last_answer(subject, shorter) == wrong:
                scenario = shorter
                break
    if scenario.steps != found.scenario.steps and _last_answer(subject, scenario) == wrong:
        found.scenario, found.step = scenario, len(scenario.steps) - 1
    return found


def _is_needless(scenario: Scenario, at: int, shorter: Scenario, right: Subject | None) -> bool:
    """Tell whether the right answer to the last step is the same without another one."""
    verb, following, last = scenario.steps[at].verb, scenario.steps[at + 1].verb, scenario.steps[-1].verb
    if verb in KEPT or following in ("keep", "work"):
        return False
    if right is not None:
        return _last_answer(right, shorter) == _last_answer(right, scenario)
    return verb in LOOKS and last in VALUES


def _last_answer(subject: Subject, scenario: Scenario) -> Answer:
    """Return the answer to the last step, or what was raised in it or before."""
    answers, raised = subject.perform(scenario)
    return (answers[-1] if len(answers) == len(scenario.steps) else None), _kind(raised)


def _kind(raised: Raised | None) -> str:
    return f"{raised.type}: {raised.message}" if raised else ""
