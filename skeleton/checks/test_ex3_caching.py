"""Exercise 3: a node is computed again only if the value of a leaf below it has changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checks.law import oracle, sizes
from checks.law.check import check
from checks.law.examples import alike, examples_hold
from checks.law.living.cached_lives import ANYTHING, SMALL, UNCHANGED, growing, plain
from checks.law.living.caching import CacheModel, Readable
from checks.law.living.life import Impossible, Life, live
from checks.law.living.lives import Habits, lives
from checks.law.remembered.statements import statements_hold
from checks.law.strategies import World, numbers, up_to
from checks.law.subject import Subject
from checks.model.network import Builder, Network
from checks.model.objects import attempt, example
from checks.model.scenario import assign, calls, forward

AGAIN = """\
def again(count, value):
    root = Add([Input(value) for _ in range(count)])
    return root.forward()

def both(*values):
    one, two = Add([Input(1.0)]), Add([Input(2.0)])
    before = one(), two()
    one.children[0].value, two.children[0].value = values
    return *before, one(), two(), one()"""


@check("The first forward() calls op of every node once", points=1, clauses=("3.1", "3.9"))
@given(life=lives(Habits(CacheModel, ("assign",), World(operations=6), models=1, steps=2)))
def test_first_forward_computes_each_node_once(subject: Subject, life: Life) -> None:
    """Nothing is cached yet, so everything is computed, and nothing twice."""
    network = CacheModel.after(life).network
    root, count = network.root, len(life.steps)
    answers = subject.ask(life.network, *life.steps, forward(root), calls())
    for i in sorted(network.below(root) & {*network.operations}):
        ops = answers.counts(-1)["op"][i]
        answers.holds(-1, ops == 1, f"1 call of op on {network.names[i]} ({network.nodes[i].kind})", got=f"{ops}")
    if sizes.is_sure(network, root):
        answers.number(count, oracle.value(network, root), "", sizes.value_size(network, root))


@check("If no leaf has changed, op is not called again", points=1, clauses=("3.2", "3.3", "3.5", "3.6"))
@given(life=lives(UNCHANGED))
def test_unchanged_leaves_cost_nothing(subject: Subject, life: Life) -> None:
    """It is the value that counts, not the assignment: a leaf that is given the value it already has is unchanged."""
    live(subject, life, CacheModel)


@check(
    "If leaves change, only the nodes above them are computed again, and the value is right", points=3, clauses=("3.4",)
)
@given(life=plain("changed", "changed", "assign", "predict", "forward", "calls"))
def test_changed_leaf_costs_its_ancestors(subject: Subject, life: Life) -> None:
    """The leaves are inputs or parameters, changed by hand or by predict()."""
    live(subject, life, Readable)


@check("Whoever changes a leaf, the value is right", points=1, clauses=("3.6", "3.7", "3.8", "3.9"))
@given(life=plain("trained", "predict", "forward", "backward", "assign"))
def test_backward_invalidates(subject: Subject, life: Life) -> None:
    """predict() after an update with the same inputs gives the value for the new parameters."""
    live(subject, life, Readable)


@check("backward() right after forward() calls op not once", points=1, clauses=("3.3",))
@given(life=plain("straight_after", steps=1))
def test_backward_uses_the_cache(subject: Subject, life: Life) -> None:
    """grad() asks the children for values that are known already, although parameters move meanwhile."""
    live(subject, life, Readable)


@check(
    "Several networks do not disturb each other, nor do the parts of one",
    points=1,
    examples=30,
    clauses=("3.4", "3.13"),
)
@given(
    life=plain("forward", "forward", "assign", "predict", "calls", models=3, late=True) | growing(),
    asked=st.lists(st.tuples(up_to(1, 3), numbers()), min_size=3, max_size=6),
)
def test_two_models(subject: Subject, life: Life, asked: list[tuple[int, float]]) -> None:
    """A change in one costs the other nothing; a part is asked before it has a parent; what a dead one knew is gone."""
    live(subject, life, Readable)
    asks = example(f"[again(*one) for one in {asked * 2}]"), example("both(3.0, 4.0)")
    answers = subject.ask(Network(()), example(AGAIN), *asks)
    right = repr([count * value for count, value in asked * 2])
    answers.holds(1, alike(answers[1], right), right, "Each of these networks is gone before the next one is made.")
    right = "(1.0, 2.0, 3.0, 4.0, 3.0)"
    answers.holds(2, alike(answers[2], right), right, "Both have changed; each is asked before and after.")


@check(
    "An op that fails is called again; all else is as in the framework",
    points=1,
    examples=6,
    clauses=("3.10", "3.11", "3.12"),
)
@given(value=numbers(), below=up_to(0, 2))
def test_as_in_the_framework(subject: Subject, value: float, below: int) -> None:
    """Each call of op gets a list of its own. The printed examples come out as printed."""
    if not value:
        raise Impossible("1 / x is the op that fails at 0")
    builder = Builder()
    top = x = builder.input(0.0)
    for _ in range(below):
        top = builder.operation("Add", top, builder.parameter(0.0))
    inverse = builder.operation("Inverse", top)
    root = builder.operation("Multiply", inverse, builder.parameter(2.0))
    network = builder.network()
    again = [attempt(forward(inverse)), attempt(forward(root)), assign(x, value), forward(root), assign(x, 0)]
    answers = subject.ask(network, *again, *again)
    for at in (0, 1, 5, 6):
        answers.refused(at, "ZeroDivisionError", f"The op of {network.names[inverse]} is 1 / x, and x is 0.")
    for at in (3, 8):
        answers.number(at, 2.0 / value)
    examples_hold(subject)
    statements_hold(subject)


@check(
    "Whatever happens in which order, values are right and nothing is computed without need",
    points=2,
    examples=250,
    clauses=tuple(f"3.{i}" for i in (1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 14)),
)
@given(life=lives(ANYTHING) | lives(ANYTHING) | lives(SMALL))
def test_any_order(subject: Subject, life: Life) -> None:
    """Any node is asked, in any order, before and after changes of all kinds."""
    live(subject, life, CacheModel)
