"""Exercise 7, hidden: long chains, and longer lives."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given

from checks.law.check import check
from checks.law.living.life import Life, live
from checks.law.living.lives import lives
from checks.law.strategies import World, one_of
from checks.law.subject import Subject
from checks.law.telling import LIVES, GraphModel
from checks.model.scenario import backward, calls, find_inputs
from checks.test_ex7_multi_parent import STEPS, chain

LONG = replace(LIVES, world=World(LIVES.world.kinds, shared=True, operations=7, arity=9), models=3, steps=16, spare=2)


@check("Deep graphs cost one call for each node", points=2.5, examples=3, clauses=("7.2", "7.6", "7.8"))
@given(depth=one_of((40, 100)), step=one_of(STEPS), inputs=one_of((0, 2)))
@example(depth=300, step=(1, 1), inputs=2)
def test_deep_graphs(subject: Subject, depth: int, step: tuple[int, ...], inputs: int) -> None:
    """So many paths would never end."""
    network = chain(depth, step, inputs)
    root = network.root
    answers = subject.ask(network, find_inputs(root), backward(root, 0.75), calls())
    answers[0]  # whatever it is: another check looks at it
    told = sum(answers.counts(2)["on_backward"])
    answers.holds(2, told > 0, "calls of on_backward", "Who tells nobody has no work at all.", got=f"{told}")
    for what in ("grad", "on_backward"):
        called = sum(answers.counts(2)[what])
        most = 10 * len(network.nodes)
        answers.holds(2, called <= most, f"{most} calls of {what} at the most", got=f"{called}")


@check(
    "Several models above the same nodes do not disturb each other",
    points=1.5,
    clauses=("7.1", "7.3", "7.5", "7.9"),
    examples=80,
)
@given(life=lives(LONG))
def test_long_lives(subject: Subject, life: Life) -> None:
    """Only the nodes below the one that was asked get a derivative, at any time."""
    live(subject, life, GraphModel)
