"""Exercise 7, hidden: long chains, and longer lives."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given

from checks.law.check import check
from checks.law.graphs.shapes import between, chain, chains
from checks.law.graphs.telling import CHANGING, LIVES, GraphModel, told_as_few_are
from checks.law.living.life import Life, live
from checks.law.living.lives import lives
from checks.law.strategies import World, one_of
from checks.law.subject import Subject
from checks.model.network import Builder, Network
from checks.model.scenario import backward, calls, find_inputs
from checks.test_ex7_multi_parent import few_calls

LONG = replace(LIVES, world=World(LIVES.world.kinds, shared=True, operations=7, arity=9), models=3, steps=16, spare=2)


def rectified(levels: int) -> Network:
    """Put ReLUs above each other, whose grad() asks all that is below for its value."""
    builder = Builder()
    top = builder.parameter(0.5)
    for _ in range(levels - 1):
        top = builder.operation("ReLU", top)
    return builder.network()


@check("Deep graphs cost one call for each node", points=2.5, examples=3, clauses=("7.2", "7.6", "7.8"))
@given(network=chains(one_of((40, 100)), one_of((0, 2))))
@example(network=chain(198, (1, 1), inputs=2))
@example(network=between(30, 150))
@example(network=rectified(200))  # as many levels as a network may have
def test_deep_graphs(subject: Subject, network: Network) -> None:
    """So many paths would never end."""
    root = network.root
    answers = subject.ask(network, find_inputs(root), backward(root, 0.75), calls())
    few_calls(answers, 2, most=10 * len(network.nodes))
    told_as_few_are(subject, answers, 0.75)


@check(
    "Several models above the same nodes do not disturb each other",
    points=1.5,
    clauses=("7.1", "7.3", "7.5", "7.9"),
    examples=70,
)
@given(life=lives(LONG) | lives(CHANGING))
def test_long_lives(subject: Subject, life: Life) -> None:
    """Only the nodes below the one that was asked get a derivative, at any time."""
    live(subject, life, GraphModel)
