"""Changes questions by putting things in place of others that are equal, or do the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from checks.model.network import LEAVES, Network, Node
from checks.model.scenario import Scenario, Step
from checks.model.sealed import is_sealed
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


MOST_COPIES = 60
"""Nodes of a question that is made larger, at the most."""

TAKE_NUMBERS = {"predict", "assign", "backward", "set_rate", "make", "let", "refill", "run_function", "operate"}
"""Verbs all of whose numbers may be ints or floats."""


def with_numbers(scenario: Scenario, change: Callable[[Any], Any], counts: bool = False) -> Scenario:
    """Change each number of a question that is a value, a derivative or a sample; `counts`, learning rates as well."""

    def changed(data: Any) -> Any:
        if isinstance(data, list):
            return [changed(item) for item in data]
        if isinstance(data, dict):
            return {key: changed(items) if key != "range" else items for key, items in data.items()}
        return change(data) if type(data) in (int, float) else data

    def of_step(step: Step) -> Step:
        match step:
            case Step("set_rate") if not counts:
                return step
            case Step("run_training") if not counts:
                return step._replace(argument=changed(step.argument))
            case Step("call", _, ["train" | "gradients" as function, *arguments]):
                return step._replace(argument=[function, *changed(arguments[:4]), *arguments[4:]])
            case Step("call", _, [function, *arguments]) if not counts:
                return step._replace(argument=[function, *changed(arguments)])
            case Step(verb) if verb in TAKE_NUMBERS:
                return step._replace(argument=changed(step.argument))
        return step

    def of_node(node: Node) -> Node:
        rate = change(node.learning_rate) if counts and node.learning_rate is not None else node.learning_rate
        return node._replace(value=changed(node.value), learning_rate=rate)

    return Scenario(Network(tuple(map(of_node, scenario.network.nodes))), tuple(map(of_step, scenario.steps)))


def with_floats(scenario: Scenario, at: int) -> Twin | None:
    """Give floats in place of ints, which are equal to them."""
    twin = with_numbers(scenario, lambda x: float(x) if type(x) is int and int(float(x)) == x else x, counts=True)
    return Twin(twin, at) if repr(twin) != repr(scenario) else None  # 2 and 2.0 are equal


LASTING = {"forward", "call_node", "funcify", "backward", "value_of", "predict", "assign", "calls", "survey"}
LASTING |= {"unroll", "run_function", "unroll_training", "run_training", "find_inputs", "set_rate", "attempt"}
LASTING |= {"let", "refill", "keep", "look", "spoil", "call"}
"""Verbs that leave it to the network which node has which number."""


def with_a_copy_for_each_parent(scenario: Scenario, at: int) -> Twin | None:
    """Give each parent of an operation an operation of its own, over the same leaves."""
    network = scenario.network
    asked = {s.node for s in scenario.steps if s.node is not None and network.nodes[s.node].kind not in LEAVES}
    if len(asked) != 1 or any(s.verb not in LASTING for s in scenario.steps):
        return None
    (top,) = asked
    if len(network.below(top)) > MOST_COPIES:
        return None
    nodes: list[Node] = []
    places: dict[int, int] = {}

    def copied(i: int) -> int:
        node = network.nodes[i]
        if node.kind in LEAVES and i in places:
            return places[i]
        children = tuple(map(copied, node.children)) if len(nodes) <= MOST_COPIES else ()
        nodes.append(node._replace(children=children))
        places[i] = len(nodes) - 1
        return places[i]

    root = copied(top)
    if len(nodes) > MOST_COPIES or len(nodes) == len(network.below(top)):
        return None
    if any(s.node is not None and s.node not in places for s in scenario.steps):
        return None
    places[top] = root
    return Twin(Scenario(Network(tuple(nodes)), tuple(_moved(step, places) for step in scenario.steps)), at)


def _moved(step: Step, places: Mapping[int, int]) -> Step:
    """Have a step be about the same node at its new place."""
    if step.node is None:
        return step
    argument = [*_moved(Step(*step.argument), places)] if step.verb == "attempt" else step.argument
    return step._replace(node=places[step.node], argument=argument)


def with_sums_between(is_one: Callable[[Network, int, int], bool]) -> Callable[[Scenario, int], Twin | None]:
    """Make an experiment that puts a sum of one term between a node and some of its children.

    Args:
        is_one: Says of a network, a node in it and a place among its children whether a sum comes there.
    """

    def changed(scenario: Scenario, at: int) -> Twin | None:
        network = scenario.network
        if any(s.verb not in LASTING for s in scenario.steps) or is_sealed(network) or len(network.nodes) > MOST_COPIES:
            return None
        nodes: list[Node] = []
        places: dict[int, int] = {}
        for i, node in enumerate(network.nodes):
            children = []
            for place, child in enumerate(node.children):
                children.append(places[child])
                if is_one(network, i, place):
                    nodes.append(Node("Add", (places[child],)))
                    children[-1] = len(nodes) - 1
            nodes.append(node._replace(children=tuple(children)))
            places[i] = len(nodes) - 1
        if len(nodes) == len(network.nodes):
            return None
        return Twin(Scenario(Network(tuple(nodes)), tuple(_moved(step, places) for step in scenario.steps)), at)

    return changed


def under_a_sum(scenario: Scenario, at: int) -> Twin | None:
    """Ask a sum of one term in place of the leaf that is its child."""
    asked, network = scenario.steps[at], scenario.network
    if asked.node is None or asked.verb not in ("forward", "call_node", "funcify", "backward"):
        return None
    if asked.node >= len(network.nodes) or network.nodes[asked.node].kind not in LEAVES:
        return None
    if any(s.verb not in LASTING for s in scenario.steps):
        return None
    steps = (*scenario.steps[:at], asked._replace(node=len(network.nodes)), *scenario.steps[at + 1 :])
    return Twin(Scenario(Network((*network.nodes, Node("Add", (asked.node,)))), steps), at)


def is_repeated(network: Network, node: int, place: int) -> bool:
    """Tell whether the child at a place stands at an earlier place as well."""
    children = network.nodes[node].children
    return children[place] in children[:place]


def is_single(network: Network, node: int, place: int) -> bool:
    """Tell whether the child at a place stands at no other place below the node."""
    children = network.nodes[node].children
    return children.count(children[place]) == 1


def is_input(network: Network, node: int, place: int) -> bool:
    """Tell whether the child at a place is an input that has no other parent."""
    return _is_only_child(network, network.nodes[node].children[place], "Input")


def is_parameter(network: Network, node: int, place: int) -> bool:
    """Tell whether the child at a place is a parameter that has no other parent."""
    return _is_only_child(network, network.nodes[node].children[place], "Parameter")


def _is_only_child(network: Network, child: int, kind: str) -> bool:
    return network.nodes[child].kind == kind and sum(n.children.count(child) for n in network.nodes) == 1
