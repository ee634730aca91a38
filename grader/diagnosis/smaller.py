"""Makes questions smaller: with fewer children, inputs or samples; and sees how the work grows with the size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from checks.law.subject import Subject
from checks.model.network import Network, Node
from checks.model.outcomes import CheckAborted
from checks.model.scenario import Scenario, Step, work
from grader.diagnosis.twins import Twin
from grader.misconceptions.model import Named

FEW = 8
"""A number of children that nobody finds large."""

MANY = 40
"""A number of children from which on a node has many."""

LEVELS, WIDTHS = ((4, 7, 10, 13), (8, 16, 24, 32)), (10, 20, 40)
"""Sizes at which the work is measured: levels of a network, children of its root. Where it doubles with each level, 13
levels take 0.06 s. 16 took 0.4 s, which is all that a course of two seconds an answer leaves after a late one."""

MUCH_MORE = 3.0
"""Work that grows with the third power of the number of levels grows less in the last step; for the children of a node,
work that grows with their number only doubles."""

GROWS_WITH_LEVELS = Named(
    "work_multiplies_with_the_levels",
    "the work is multiplied with every few levels of the network",
    "A few more levels make more than three times as many calls of functions, and as many more three times that. What "
    "is done twice for a node, so that all below it is done twice as often, and what is below that four times?",
)
GROWS_WITH_CHILDREN = Named(
    "work_grows_with_the_square",
    "twice as many children of a node make four times the work, or more",
    "The number of calls of functions grows with the square of the number of children, at least. What is done once "
    "more for all children, for each of them?",
)


def having(scenario: Scenario, at: int, change: Callable[[int, Node], Node]) -> Twin | None:
    """Change nodes in place; None if that changes nothing."""
    nodes = tuple(change(i, node) for i, node in enumerate(scenario.network.nodes))
    if nodes == scenario.network.nodes:
        return None
    return Twin(replace(scenario, network=Network(nodes)), at)


def with_few_children(scenario: Scenario, at: int) -> Twin | None:
    """Leave nodes with many children a few of them, none of which is unlike the others."""
    nodes = scenario.network.nodes
    wide = {i for i, node in enumerate(nodes) if len(node.children) >= MANY}
    below = {(nodes[c].kind, len(nodes[c].children)) for i in wide for c in nodes[i].children}
    if not wide or len(below) > 2 or any(n.value and not 1e-3 < abs(n.value) < 10 for n in nodes):
        return None

    def change(i: int, node: Node) -> Node:
        return node._replace(children=node.children[:: len(node.children) // FEW]) if i in wide else node

    return _fed_again(scenario, having(scenario, at, change))


def with_few_inputs(scenario: Scenario, at: int) -> Twin | None:
    """Have nine inputs without names at the most; the others become parameters."""
    nameless = [i for i, n in enumerate(scenario.network.nodes) if n.kind == "Input" and n.name is None]
    more = set(nameless[9:])
    return _fed_again(
        scenario,
        having(scenario, at, lambda i, n: n._replace(kind="Parameter", learning_rate=0.0) if i in more else n),
    )


def _fed_again(scenario: Scenario, twin: Twin | None) -> Twin | None:
    """Pass only the numbers for the inputs that are left."""
    if twin is None:
        return None
    old, new = scenario.network, twin.scenario.network

    def fed(step: Step) -> Step:
        if step.verb not in ("predict", "run_function") or step.node is None or not isinstance(step.argument, list):
            return step
        left = set(new.inputs(step.node))
        pairs = zip(old.inputs(step.node), step.argument, strict=False)
        return step._replace(argument=[x for i, x in pairs if i in left])

    return Twin(replace(twin.scenario, steps=tuple(map(fed, scenario.steps))), twin.at)


def with_one_sample(scenario: Scenario, at: int) -> Twin | None:
    """Train on the first sample only."""

    def first(step: Step) -> Step:
        if step.verb == "run_training" and isinstance(step.argument, list):
            return step._replace(argument=step.argument[:1])
        if step.verb == "train":
            loss, data, *_ = step.argument
            return step._replace(argument=[loss, data[:1], 1, 1])
        return step

    steps = tuple(map(first, scenario.steps))
    return Twin(replace(scenario, steps=steps), at) if steps != scenario.steps else None


def with_sure_targets(scenario: Scenario, at: int) -> Twin | None:
    """Give targets that are lists a single 1, and zeros."""

    def sure(target: Any) -> Any:
        match target:
            case {"tuple": list(items)}:
                return {"tuple": sure(items)}
            case list(items) if items and all(type(x) in (int, float) for x in items):
                return [1.0 if i == items.index(max(items)) else 0.0 for i in range(len(items))]
        return target

    def of_sample(sample: Any) -> Any:
        match sample:
            case {"tuple": [inputs, target]}:
                return {"tuple": [inputs, sure(target)]}
        return sample

    def changed(step: Step) -> Step:
        if step.verb == "run_training" and isinstance(step.argument, list):
            return step._replace(argument=[of_sample(sample) for sample in step.argument])
        if step.verb == "call" and str(step.argument[0]).startswith("cce_loss") and len(step.argument) == 3:
            function, target, prediction = step.argument
            return step._replace(argument=[function, sure(target), prediction])
        return step

    steps = tuple(map(changed, scenario.steps))
    return Twin(replace(scenario, steps=steps), at) if steps != scenario.steps else None


def growth(stem: str, scenario: Scenario, at: int, subject: Subject) -> Named | None:
    """Say how the work for a step grows with the network, if it grows so fast that no answer came.

    Args:
        stem: The exercise.
        scenario: The question that took too long.
        at: The step that did; -1 if nobody knows which.
        subject: The solution, which is asked the same of smaller networks.
    """
    network = scenario.network
    asked = {(s.verb, s.node): s for s in (scenario.steps if at < 0 else scenario.steps[at : at + 1])}
    for step in asked.values():
        if step.node is None or step.node >= len(network.nodes) or step.verb not in ALONE:
            continue
        if any(_grows(subject, step, _of_heights(network, step.node, heights)) for heights in LEVELS):
            return GROWS_WITH_LEVELS
        if _grows(subject, step, _wider_and_wider(network, step.node)):
            return GROWS_WITH_CHILDREN
    return None


ALONE = {"forward", "call_node", "backward", "funcify", "find_inputs", "compile", "expand", "unroll", "unroll_training"}
"""Verbs that can be asked of any node, by themselves."""


def _of_heights(network: Network, root: int, wanted: Sequence[int]) -> list[Network]:
    """Cut networks off at nodes on the longest way down; none if that is too short."""
    heights: list[int] = []
    for node in network.nodes[: root + 1]:
        heights.append(1 + max((heights[c] for c in node.children), default=-1))
    way = [root]
    while network.nodes[way[-1]].children:
        way.append(max(network.nodes[way[-1]].children, key=heights.__getitem__))
    tops = {heights[i]: i for i in way if network.nodes[i].children}
    return [Network(network.nodes[: tops[height] + 1]) for height in wanted] if set(wanted) <= tops.keys() else []


def _wider_and_wider(network: Network, root: int) -> list[Network]:
    """Leave the root its first children only."""
    node = network.nodes[root]
    if len(node.children) < WIDTHS[-1]:
        return []
    below = network.nodes[:root]
    return [Network((*below, node._replace(children=node.children[:width]))) for width in WIDTHS]


def _grows(subject: Subject, step: Step, networks: Sequence[Network]) -> bool:
    """Tell whether the calls of functions get many times more from each network to the next."""
    counts: list[int] = []
    for network in networks:
        argument = step.argument
        if isinstance(argument, list):  # a derivative for each component
            argument = argument[: len(network.nodes[network.root].children)]
        subject.new_check()
        try:
            answers, raised = subject.perform(
                Scenario(network, (step._replace(node=network.root, argument=argument), work()))
            )
        except CheckAborted:
            return False
        if raised or type(answers[-1]) is not int:
            return False
        counts.append(answers[-1])
    pairs = pairwise(counts)
    return len(counts) > 1 and all(b > MUCH_MORE * a for a, b in pairs)
