"""Find a solution's own numbers: its answers are asked for once more, of nodes that take notes.

This runs the solution in this process, as at home or in a notebook. A grader must not call it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from typing import Any

from checks.exercises import BY_STEM
from checks.explain.failure import Failure
from checks.explain.verbs import VERBS
from checks.explain.yours.numbers import Yours
from checks.guest.noted import TOLD, Notes, NotingInterpreter
from checks.guest.solution import Solution, loaded
from checks.guest.time_limit import AT_HOME, TimeLimit
from checks.law import formulas
from checks.law.answers import is_number
from checks.law.meaning import variables
from checks.model.kinds import decode
from checks.model.network import COURSE_OUTPUTS, LEAVES, Network
from checks.model.scenario import Scenario

QUESTIONS = frozenset(name for name, verb in VERBS.items() if verb.sees is not None)
"""The verbs after which a snapshot is taken anew."""

OUTPUTS = ("Output", "Softmax", *COURSE_OUTPUTS)
STRICT = ("ex7_multi_parent", "capstone")
"""The exercises whose text promises that each node hears of its derivative once, in `on_backward`."""

ANSWERS_OF_A_NODE = ("grad", "operate", "value_of")
"""The verbs whose answer is a node's own and neither its value nor its derivative in that question."""


LOOKS = ("calls", "work")
"""The verbs whose answer is about the question before it."""

NAMED = re.compile(r" (?:on|for) (\w+) \(\w+\)")
"""Finds the node in what is expected of the calls, such as `1 call of op on n1 (Add)`."""


def with_yours(failure: Failure, names: Mapping[str, Any] | None = None, limit: TimeLimit = AT_HOME) -> Failure:
    """Add the solution's own numbers to a failure that has a network to show.

    Args:
        failure: The failure.
        names: What a notebook's cells define; None for the exercise's module.
        limit: The limit of time.
    """
    shown = failure.snapshot()
    if shown is None or failure.before or failure.in_company:
        return failure
    try:
        # What the solution prints, it has printed when it was asked for the first time.
        with limit, redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            found = _numbers(failure, shown.network, shown.root, names)
        if found and shown.at not in (None, _latest_question(failure)):
            found = Yours(asked=found.asked)  # the right numbers are of an earlier moment
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001  # a student's code may raise anything: then there is no column
        return failure
    return replace(failure, yours=found)


def _latest_question(failure: Failure) -> int | None:
    """Find the latest step that asked for something of the network."""
    assert failure.scenario is not None
    for at in reversed(range(failure.step + 1)):
        step = failure.scenario.steps[at]
        if step.verb in QUESTIONS or (step.verb == "attempt" and step.argument[0] in QUESTIONS):
            return at
    return None


def _numbers(failure: Failure, network: Network, root: int, names: Mapping[str, Any] | None) -> Yours | None:
    scenario = failure.scenario
    assert scenario is not None
    step = scenario.steps[failure.step]
    if step.verb == "call":
        return _by_hand(failure, network)
    stem = failure.stem
    solution = loaded(stem, BY_STEM[stem].builds_on) if names is None else Solution(lambda: dict(names))
    upto = Scenario(scenario.network, scenario.steps[: failure.step + 1])
    interpreter = NotingInterpreter(solution.names, upto, QUESTIONS)

    def perform() -> None:
        try:
            interpreter.perform(lambda answer: None)
        except BaseException:
            if not failure.raised:
                raise

    solution.run(perform)
    if not scenario.network.nodes:
        return solution.run(lambda: _of_a_line(network, interpreter.nodes[step.node or 0]))
    if step.verb == "funcify":
        return Yours(solution.run(lambda: _of_formulas(network, root, interpreter.nodes)), asked=step.node)
    found = _noted(interpreter.notes, network, root, interpreter.nodes, failure.stem in STRICT)
    came = failure.values[1] if failure.values else []
    if step.verb in ("run_function", "call_node", "forward", "predict") and len(came) == 1 and not found.values:
        found = replace(found, values={root: came[0]})
    return replace(found, asked=_asked(failure, interpreter))


def _asked(failure: Failure, interpreter: NotingInterpreter) -> int | None:
    """Find the node that a wrong answer is about, if it is about one: that raised, that was asked, or that is named."""
    assert failure.scenario is not None
    network, step = failure.scenario.network, failure.scenario.steps[failure.step]
    if failure.raised:
        places = {id(node): i for i, node in enumerate(interpreter.nodes[: len(network.nodes)])}
        return places.get(interpreter.notes.failed or 0, step.node if step.node in range(len(network.nodes)) else None)
    if step.verb in ANSWERS_OF_A_NODE and step.node is not None and step.node < len(network.nodes):
        return step.node
    if step.verb not in LOOKS:
        return None
    if (named := NAMED.search(failure.expected)) and named[1] in network.names:
        return network.names.index(named[1])
    question = _latest_question(failure)
    return None if question is None else failure.scenario.steps[question].node


def _noted(notes: Notes, network: Network, root: int, nodes: list[Any], strict: bool) -> Yours:
    """Gather the notes by position. A value from an earlier question counts where a node above did not ask again."""
    below = sorted(network.below(root), reverse=True)
    counts = {i for i in below if id(nodes[i]) in notes.asked}
    for i in below:
        counts |= set(network.nodes[i].children) if i in counts else set()
    # A leaf that was not asked is what it is: it is the one above that has not looked.
    counts -= {i for i in counts if network.nodes[i].kind in LEAVES and id(nodes[i]) not in notes.asked}
    values = {i: decode(notes.values[id(nodes[i])]) for i in counts if id(nodes[i]) in notes.values}
    told = {}
    for i in below:
        ways = TOLD[:1] if strict and network.nodes[i].kind not in OUTPUTS else TOLD
        parts = next((notes.told[name][id(nodes[i])] for name in ways if notes.told[name].get(id(nodes[i]))), None)
        if parts:
            told[i] = tuple(decode(part) for part in parts)
    return Yours(values, told, strict)


def _of_formulas(network: Network, root: int, nodes: list[Any]) -> dict[int, Any]:
    """Compute the value of each node's own formula, where it has one."""
    values: dict[int, Any] = {}
    for i in network.below(root):
        called = variables(network, i)
        try:
            tree = formulas.parse(nodes[i].funcify())
            values[i] = formulas.evaluate(tree, {name: network.nodes[k].value or 0.0 for k, name in called.items()})
        except Exception:  # noqa: BLE001, S112  # the text is no formula, or there is none: nothing to show
            continue
    return values


def _by_hand(failure: Failure, network: Network) -> Yours | None:
    """Read the numbers of exercise 1 off the answer of a function: those of the weight, and of the bias."""
    assert failure.scenario is not None
    step = failure.scenario.steps[failure.step]
    came = failure.values[1] if failure.values else []
    weight, bias = network.parameters
    if step.argument[0] == "gradients" and len(came) == 2 and all(map(is_number, came)):
        return Yours(told={weight: (came[0],), bias: (came[1],)})
    return None


def _of_a_line(network: Network, root: Any) -> Yours:
    """Find the values of the nodes that a solution has made for the line, or the first of its nodes that is missing."""
    values: dict[int, Any] = {}
    missing: list[int] = []

    def match(i: int, nodes: list[Any]) -> None:
        alike = (one for one in nodes if network.nodes[i].kind in [cls.__name__ for cls in type(one).__mro__])
        if (found := next(alike, None)) is None:
            missing.append(i)
            return
        nodes.remove(found)
        values[i] = found.forward()
        left = list(found.children)
        for child in network.nodes[i].children:
            match(child, left)

    match(network.root, [root])
    return Yours(asked=missing[0]) if missing else Yours(values)
