"""Changes questions by putting things in place of others that are equal, or do the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from checks.model.network import LEAVES, Network, Node
from checks.model.scenario import Scenario, Step
from grader.diagnosis.twins import Twin


def without_subclasses(scenario: Scenario, at: int) -> Twin | None:
    """Make all nodes of the classes themselves: not of the course's subclasses, nor of those that count calls."""
    nodes = tuple(
        n._replace(own=False, name=n.name if n.kind in LEAVES else None) if n.own else n for n in scenario.network.nodes
    )
    before, after = ([s for s in part if s.verb != "calls"] for part in (scenario.steps[:at], scenario.steps[at:]))
    twin = Scenario(Network(nodes), (*before, *after))
    return Twin(twin, len(before)) if twin != scenario else None


def with_fresh_arguments(scenario: Scenario, at: int) -> Twin | None:
    """Pass a new list with the same items wherever the same one was passed again."""
    objects: dict[str, Any] = {}

    def fresh(data: Any) -> Any:
        match data:
            case {"ref": name} if name in objects:
                return objects[name]
            case dict():
                return {key: fresh(part) for key, part in data.items()}
            case list():
                return [fresh(part) for part in data]
        return data

    steps: list[Step] = []
    for step in scenario.steps:
        match step:
            case Step("let", _, [name, value]):
                objects[name] = value
            case Step("refill", _, [name, items]) if name in objects:
                objects[name] = items
            case Step("spoil", _, name) if isinstance(objects.get(name), list):
                objects[name] = [*reversed(objects[name]), 99.0]
        steps.append(step._replace(argument=fresh(step.argument)))
    return Twin(replace(scenario, steps=tuple(steps)), at) if tuple(steps) != scenario.steps else None


def with_lists(scenario: Scenario, at: int) -> Twin | None:
    """Give lists in place of tuples and ranges."""

    def changed(data: Any) -> Any:
        if isinstance(data, list):
            return [changed(item) for item in data]
        match data:
            case {"tuple": list(items)}:
                return changed(items)
            case {"range": list(bounds)}:
                return list(range(*bounds))
        return data

    steps = tuple(
        s._replace(argument=None if s.verb == "build" and s.argument == "tuple" else changed(s.argument))
        for s in scenario.steps
    )
    return Twin(replace(scenario, steps=steps), at) if steps != scenario.steps else None


TAKE_NUMBERS = {"predict", "assign", "backward", "set_rate", "make", "let", "refill", "run_function"}
"""Verbs all of whose numbers may be ints or floats."""


def with_floats(scenario: Scenario, at: int) -> Twin | None:
    """Give floats in place of ints, which are equal to them."""

    def changed(data: Any) -> Any:
        if isinstance(data, list):
            return [changed(item) for item in data]
        if isinstance(data, dict):
            return {key: changed(items) if key != "range" else items for key, items in data.items()}
        return float(data) if type(data) is int and int(float(data)) == data else data

    def of_step(step: Step) -> Step:
        if step.verb in TAKE_NUMBERS:
            return step._replace(argument=changed(step.argument))
        if step.verb == "call" and step.argument[0] in ("train", "gradients"):
            return step._replace(argument=[step.argument[0], *changed(step.argument[1:5]), *step.argument[5:]])
        return step

    nodes = tuple(
        n._replace(value=changed(n.value), learning_rate=changed(n.learning_rate)) for n in scenario.network.nodes
    )
    twin = Scenario(Network(nodes), tuple(map(of_step, scenario.steps)))
    return Twin(twin, at) if repr(twin) != repr(scenario) else None  # 2 and 2.0 are equal


def with_a_copy_for_each_parent(scenario: Scenario, at: int) -> Twin | None:
    """Give each parent of an operation an operation of its own, over the same leaves."""
    if len(scenario.steps) != 1 or scenario.steps[at].verb not in ("forward", "call_node", "funcify"):
        return None
    nodes: list[Node] = []
    leaves: dict[int, int] = {}

    def copied(i: int) -> int:
        node = scenario.network.nodes[i]
        if node.kind in LEAVES and i in leaves:
            return leaves[i]
        children = tuple(map(copied, node.children))
        nodes.append(node._replace(children=children))
        leaves[i] = len(nodes) - 1
        return len(nodes) - 1

    root = copied(scenario.steps[at].node or 0)
    if len(nodes) > 60 or len(nodes) == len(scenario.network.below(scenario.steps[at].node or 0)):
        return None
    return Twin(Scenario(Network(tuple(nodes)), (scenario.steps[at]._replace(node=root),)), 0)
