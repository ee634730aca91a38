"""Changes questions by leaving something out, or by moving it to the beginning, that must not matter to the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from checks.model.edits import edited, with_children
from checks.model.kinds import decode, encode
from checks.model.network import Network
from checks.model.scenario import Scenario, Step, assign, forward, value_of

ASKS = {"forward", "call_node", "find_inputs", "value_of", "grad", "funcify", "survey", "structure", "look", "call"}
"""Verbs that ask for something and, in a right solution, leave nothing behind that a later answer depends on."""

MAKES = {"make", "expand", "body"}
"""Verbs that make a node, whose number comes after all those before."""

SETS = {"let", "seed", "build", *MAKES}
"""Verbs without which later steps could not be done."""

EXAMPLE = "example"


class Twin(NamedTuple):
    """A changed question, and which of its steps is the one that was answered wrongly."""

    scenario: Scenario
    at: int


def _kept(scenario: Scenario, at: int, keep: Callable[[Step], bool]) -> Twin | None:
    """Leave steps before one out; None if there are none to be left out."""
    before = [step for step in scenario.steps[:at] if keep(step)]
    if len(before) == at:
        return None
    return Twin(replace(scenario, steps=(*before, *scenario.steps[at:])), len(before))


def _names(steps: Iterable[Step], verb: str) -> set[str]:
    if verb == "build":
        return {s.argument for s in steps if s.verb == verb and s.argument not in (None, "tuple")}
    return {s.argument[0] if verb == "let" else s.argument for s in steps if s.verb == verb}


def without_changes_of_arguments(scenario: Scenario, at: int) -> Twin | None:
    """Leave the lists alone that were given as arguments."""
    given = _names(scenario.steps, "let") | _names(scenario.steps, "build")
    return _without_spoiling(scenario, at, given)


def without_changes_of_answers(scenario: Scenario, at: int) -> Twin | None:
    """Leave the lists alone that were returned."""
    return _without_spoiling(scenario, at, _names(scenario.steps, "keep"))


def _without_spoiling(scenario: Scenario, at: int, names: set[str]) -> Twin | None:
    asked = scenario.steps[at]
    if asked.verb == "look" or any(f"'ref': {name!r}" in repr(asked.argument) for name in names):
        return None  # it is about that very list
    return _kept(scenario, at, lambda step: not (step.verb == "spoil" and step.argument in names))


def built_at_once(scenario: Scenario, at: int) -> Twin | None:
    """Have all nodes there from the beginning, made of lists that nobody else has."""
    return _kept(scenario, at, lambda step: step.verb != "build" or step.argument is not None)


def without_other_networks(scenario: Scenario, at: int) -> Twin | None:
    """Leave out what happened in networks that have nothing to do with the one that is asked."""
    asked = scenario.steps[at].node
    if asked is None or any(step.verb == EXAMPLE for step in scenario.steps):
        return None
    part = _parts(scenario)
    return _kept(
        scenario,
        at,
        lambda step: step.node is None or step.verb in SETS or part[step.node] == part[asked],
    )


def _parts(scenario: Scenario) -> dict[int, int]:
    """Tell for each node to which of the networks it belongs that have nothing to do with each other."""
    part = {i: i for i in range(len(scenario.network.nodes))}

    def join(one: int, other: int) -> None:
        old, new = part[one], part[other]
        part.update({i: new for i, p in part.items() if p == old})

    for i, node in enumerate(scenario.network.nodes):
        for child in node.children:
            join(child, i)
    for step in scenario.steps:
        if step.verb in MAKES:
            part[len(part)] = part[step.node] if step.node is not None else len(part)
        for child in step.children:
            join(child, step.node or 0)
    return part


def without_questions(scenario: Scenario, at: int) -> Twin | None:
    """Leave out all earlier questions. Numbers that a prediction puts into inputs are put there by hand."""
    return _set_by_hand(scenario, at, with_questions=False)


def set_by_hand(scenario: Scenario, at: int) -> Twin | None:
    """Put numbers that a prediction has put into inputs there by hand once more: this must still be answered wrongly.

    Or else the prediction has put them elsewhere, which is another mistake than to remember something.
    """
    return _set_by_hand(scenario, at, with_questions=True)


def _set_by_hand(scenario: Scenario, at: int, with_questions: bool) -> Twin | None:
    steps: list[Step] = []
    network, objects = scenario.network, {}
    for step in scenario.steps[:at]:
        if step.verb == "let":
            objects[step.argument[0]] = decode(step.argument[1])
        elif step.verb in ("refill", "spoil", "keep", EXAMPLE):
            return None  # what a list holds is another experiment's business
        network = _changed(network, step)
        is_question = step.verb in ASKS or (step.verb == "attempt" and step.argument[0] in ASKS)
        if with_questions or not (is_question or step.verb == "predict"):
            steps.append(step)
        if step.verb == "predict":
            if step.node is None or step.node >= len(network.nodes):
                return None
            numbers = list(decode(step.argument, objects))
            steps += [assign(leaf, encode(x)) for leaf, x in zip(network.inputs(step.node), numbers, strict=False)]
    if tuple(steps) == scenario.steps[:at]:
        return None
    return Twin(replace(scenario, steps=(*steps, *scenario.steps[at:])), len(steps))


def _changed(network: Network, step: Step) -> Network:
    if step.verb == "set_children" and step.node is not None:
        return with_children(network, step.node, step.argument)
    if step.verb == "edit" and step.node is not None and step.node < len(network.nodes):
        return with_children(network, step.node, edited(network.nodes[step.node].children, *step.argument))
    return network


def moments(scenario: Scenario, at: int) -> Iterable[Twin]:
    """Yield the same question, asked right after each earlier one, the latest first."""
    asked = scenario.steps[at]
    for i in reversed(range(at)):
        if scenario.steps[i].verb in ASKS | {"predict", "backward"}:
            # A prediction puts in its own numbers: what it found at an earlier moment is what forward() finds there.
            again = forward(asked.node) if asked.verb == "predict" and asked.node is not None else asked
            yield Twin(replace(scenario, steps=(*scenario.steps[: i + 1], again)), i + 1)
            if again is not asked:
                yield Twin(replace(scenario, steps=(*scenario.steps[: i + 1], asked)), i + 1)


def with_its_children_at_once(scenario: Scenario, at: int) -> Twin | None:
    """Make nodes with the children that they get later."""
    network = scenario.network
    for step in scenario.steps[:at]:
        network = _changed(network, step)
    twin = _kept(scenario, at, lambda step: step.verb not in ("edit", "set_children"))
    return twin and Twin(replace(twin.scenario, network=network), twin.at)


def with_its_values_at_once(scenario: Scenario, at: int) -> Twin | None:
    """Make leaves with the values that they are assigned later."""
    leaves = range(len(scenario.network.nodes))
    values = {s.node: s.argument for s in scenario.steps[:at] if s.verb == "assign" and s.node in leaves}
    twin = _kept(scenario, at, lambda step: step.verb != "assign")
    network = scenario.network.having({i: value for i, value in values.items() if i is not None})
    return twin and Twin(replace(twin.scenario, network=network), twin.at)


def without_refused_predictions(scenario: Scenario, at: int) -> Twin | None:
    """Leave predictions out that have a wrong number of inputs, as long as nodes keep their children."""
    if any(step.verb in ("edit", "set_children") for step in scenario.steps[:at]):
        return None

    def is_refused(step: Step) -> bool:
        if step.verb != "attempt" or step.argument[0] != "predict" or step.node not in range(len(network.nodes)):
            return False
        given = decode(step.argument[2])
        return isinstance(given, list | tuple) and len(given) != len(network.inputs(step.node))

    network = scenario.network
    return _kept(scenario, at, lambda step: not is_refused(step))


def without_exceptions(scenario: Scenario, at: int) -> Twin | None:
    """Leave out what may have ended in an exception before."""
    return _kept(scenario, at, lambda step: step.verb != "attempt")


TRAININGS = {"backward", "run_training", "train"}
"""Verbs that move parameters."""


def with_one_rate(scenario: Scenario, at: int) -> Twin | None:
    """Let only the parameter move that is looked at, in the first update."""
    asked, parameters = scenario.steps[at], set(scenario.network.parameters)
    updates = [step for step in scenario.steps[:at] if step.verb in TRAININGS]
    if asked.verb != "value_of" or asked.node not in parameters or len(updates) != 1:
        return None
    if updates[0].verb != "backward" and (updates[0].verb != "run_training" or len(updates[0].argument) != 1):
        return None
    if any(step.verb == "set_rate" for step in scenario.steps):
        return None
    nodes = enumerate(scenario.network.nodes)
    changed = [n._replace(learning_rate=0.0) if i in parameters and i != asked.node else n for i, n in nodes]
    twin = replace(scenario, network=Network(tuple(changed)))
    return Twin(twin, at) if twin != scenario else None


def looked_at(scenario: Scenario, at: int) -> Twin | None:
    """Look at the values of all parameters before the last training, in place of it; None if no other came before."""
    trainings = [i for i, step in enumerate(scenario.steps[: at + 1]) if step.verb in TRAININGS]
    if len(trainings) < 2:
        return None
    looks = map(value_of, scenario.network.parameters)
    return Twin(replace(scenario, steps=(*scenario.steps[: trainings[-1]], *looks)), trainings[-1])


def with_these_values(scenario: Scenario, at: int, since: int, values: Iterable[float]) -> Twin | None:
    """Have these values in the parameters from the beginning, instead of put or trained there before a step."""
    parameters = scenario.network.parameters
    twin = _kept(
        scenario, since, lambda s: s.verb not in TRAININGS and (s.verb != "assign" or s.node not in parameters)
    )
    network = scenario.network.having(dict(zip(parameters, values, strict=True)))
    return twin and Twin(replace(twin.scenario, network=network), twin.at + at - since)


CHANGES = {"assign", "predict", "backward", "set_rate", "edit", "set_children"}


def changes(steps: Iterable[Step]) -> set[str]:
    """List the kinds of changes among some steps; other children are an `edit`, however they came."""
    found = {step.verb for step in steps} & CHANGES
    return {"edit" if verb == "set_children" else verb for verb in found}
