"""Changes that leave much as it was: whoever remembers an answer by what is left remembers it too long."""

from __future__ import annotations

from collections.abc import Callable

from checks.law.living.life import Impossible, Life
from checks.law.living.lives import Choices
from checks.law.living.outputs import OUTPUTS
from checks.law.strategies import ONE_CHILD
from checks.model.network import LEAVES, Builder
from checks.model.scenario import Step, assign, edit, funcify, set_children


def regrouped(choices: Choices, node: int) -> list[Step]:
    """Move a child over the edge of an operation: the leaves stay, in the same order."""
    nodes = choices.network.nodes
    wide = [i for i in choices.network.below(node) if nodes[i].kind not in (*LEAVES, *ONE_CHILD)]
    upper, lower = choices.one_of((i, c) for i in wide for c in nodes[i].children if c in wide)
    at, count = nodes[upper].children.index(lower), len(nodes[lower].children)
    left = choices.one_of((True, False))
    if count and choices.one_of((True, False)):
        child = nodes[lower].children[0 if left else -1]
        return [edit(lower, "delete", 0 if left else count - 1), edit(upper, "insert", at + (not left), child)]
    beside = at - 1 if left else at + 1
    if not 0 <= beside < len(nodes[upper].children):
        raise Impossible("there is nothing beside it")
    child = nodes[upper].children[beside]
    return [edit(upper, "delete", beside), edit(lower, "insert", 0 if left else count, child)]


def swapped(choices: Choices, node: int) -> list[Step]:
    """Let two leaves swap their values, which differ."""
    nodes, a = choices.network.nodes, _leaf(choices, node)
    b = choices.one_of(i for i in choices.network.below(node) if nodes[i].value not in (nodes[a].value, None))
    return [assign(a, nodes[b].value or 0.0), assign(b, nodes[a].value or 0.0)]


def turned(choices: Choices, node: int) -> list[Step]:
    """Turn a list of children round."""
    nodes = choices.network.nodes
    chosen = choices.one_of(i for i in choices.network.below(node) if len(nodes[i].children) > 1)
    return [set_children(chosen, nodes[chosen].children[::-1])]


def replaced(choices: Choices, node: int) -> list[Step]:
    """Put a leaf that has no parent in the place of another one of its class, with the same value."""
    nodes = choices.network.nodes
    taken = {child for one in nodes for child in one.children}
    places = [(i, at) for i in choices.network.below(node) for at in range(len(nodes[i].children))]
    chosen, at, free = choices.one_of(
        (i, at, leaf)
        for i, at in places
        for leaf in range(i)
        if leaf not in taken and nodes[leaf].kind == nodes[nodes[i].children[at]].kind and nodes[leaf].kind in LEAVES
    )
    value = nodes[nodes[chosen].children[at]].value or 0.0
    return [assign(free, value), edit(chosen, "put", at, free)]


def grown(choices: Choices, node: int) -> list[Step]:
    """Give a leaf without a parent to an operation, often one with less than two children."""
    nodes, wide = choices.network.nodes, _of_any_width(choices, node)
    narrow = [i for i in wide if len(nodes[i].children) < 2]  # where the first or the second child makes a difference
    chosen = choices.one_of(narrow if narrow and choices.one_of((True, True, False)) else wide)
    taken = {child for one in nodes for child in one.children}
    leaf = choices.one_of(i for i in choices.network.leaves if i < chosen and i not in taken)
    return [edit(chosen, "insert", choices.one_of(range(len(nodes[chosen].children) + 1)), leaf)]


def shortened(choices: Choices, node: int) -> list[Step]:
    """Take a child away, by its place: where that is, nobody else has changed."""
    nodes = choices.network.nodes
    chosen, at = choices.one_of((i, at) for i in _of_any_width(choices, node) for at in range(len(nodes[i].children)))
    return [edit(chosen, "delete", at)]


def assigned(choices: Choices, node: int) -> list[Step]:
    """Give a leaf another value."""
    return [assign(_leaf(choices, node), choices.number())]


Change = Callable[[Choices, int], list[Step]]
"""Changes something below a node."""

CHANGES: tuple[Change, ...] = (*(regrouped, swapped, turned, replaced, assigned, swapped, grown, shortened),)


def around(choices: Choices, node: int, question: list[Step]) -> list[Step]:
    """Ask a node, change something below it, and ask the same again."""
    return [*question, *choices.one_of(CHANGES)(choices, node), *question]


def _of_any_width(choices: Choices, node: int) -> list[int]:
    """List the operations that may have any number of children; a root with several numbers keeps as many as it has."""
    nodes = choices.network.nodes
    return [i for i in choices.network.below(node) if nodes[i].kind not in (*LEAVES, *ONE_CHILD, *OUTPUTS)]


def _leaf(choices: Choices, node: int) -> int:
    chosen: int = choices.one_of(i for i in choices.network.leaves if i in choices.network.below(node))
    return chosen


def regrown() -> Life:
    """Return a life in which sums and products get their children, and lose them, below others that are asked.

    The inputs change places, and a number becomes another one with the same hash.
    """
    b = Builder()
    spare = [b.input(0.5), b.parameter(-0.5), b.input(2.0, "a"), b.parameter(3)]
    operations = [b.operation("Add", b.input()), b.operation("Add"), b.operation("Multiply", b.parameter(1.5))]
    number = b.parameter(-1)
    network = b.add("Multiply", *operations[:2], number, b.operation("Add", operations[2], b.input())).network()
    root, ask = network.root, funcify(network.root)
    steps = [ask, assign(number, -2), ask]
    for operation, leaf in zip((*operations, operations[1]), spare, strict=True):
        steps += [edit(operation, "insert", 0, leaf), ask]
    children = network.nodes[root].children
    steps += [set_children(root, children[::-1]), ask, set_children(root, children), ask]
    return Life(network, (*steps, edit(root, "delete", 1), ask, edit(root, "delete", 1), ask))
