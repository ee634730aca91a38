"""Exercise 4: macros stand for networks, and `expand()` puts those in their place.

A solution may make the parameters of a `Linear` in any order. So the checks give all of them one value, or find
out by asking which is which. It may expand in place or copy, the parameters too.
"""

from __future__ import annotations

import random

from hypothesis import given, reject
from hypothesis import strategies as st

from checks.law import oracle, sizes
from checks.law.answers import is_number, numbers_close
from checks.law.check import check
from checks.law.examples import examples_hold
from checks.law.living.expanding import MacroModel
from checks.law.living.life import Impossible, Life, live
from checks.law.living.lives import lives
from checks.law.living.macro_lives import FILLINGS, KNOWN, ORDINARY, RANDOM, VERBS, among_macros, habits, wild_trees
from checks.law.macros import looked_at, nodes, same_tree, shape, without_macros
from checks.law.planting import linear_over, ones_own_hold, returned_trees_grow, towers
from checks.law.strategies import PALETTES, numbers, one_of, up_to
from checks.law.subject import Subject
from checks.model.edits import with_children
from checks.model.network import LEAVES, Builder, Network, Node
from checks.model.objects import attempt, seed, spoil
from checks.model.scenario import Step, backward, body, build, edit, expand, fill, forward, predict, structure, survey


@check(
    "The printed examples come out as printed, and macros may be 150 levels deep, or a thousand side by side",
    points=1,
    clauses=("4.1", "4.2", "4.5", "4.6", "4.11", "4.13"),
)
def test_examples(subject: Subject) -> None:
    """Each level is a macro of the course's own."""
    examples_hold(subject)
    ones_own_hold(subject)
    nothing = Builder().add("Same").network()  # its body() looks for a child, in vain: what is left of that?
    for network, right in towers():
        subject.ask(nothing, attempt(expand(nothing.root)))
        subject.ask(network, expand(network.root), forward(network.root + 1)).number(1, right)


@check(
    "Linear is weight_1 * child_1 + ... + weight_n * child_n + bias, with n + 1 parameters",
    points=2,
    clauses=("4.1", "4.2", "4.12"),
)
@given(
    values=st.lists(one_of(PALETTES[-1]), max_size=12),
    fresh=st.lists(numbers(), min_size=13, max_size=13, unique=True),
    own=st.booleans(),
    given_as=one_of(("given", "tuple")),
)
def test_linear_is_a_weighted_sum(
    subject: Subject, values: list[float], fresh: list[float], own: bool, given_as: str
) -> None:
    """At 0 it is the bias, at a unit vector a weight and the bias: exactly the values of its parameters."""
    n = root = len(values)
    network = Network((*(Node("Input", value=x) for x in values), Node("Linear", tuple(range(n)), own=own)))
    units, tree = [[float(i == j) for j in range(n)] for i in range(n)], n + 1
    # A Linear without children may be its bias alone, which is a leaf.
    asked = [predict(tree, x) for x in ([0.0] * n, *units, values)] if n else [forward(tree)] * 2
    made = [build(root, given_as), *([spoil("given")] if given_as == "given" else [])]
    asked += [expand(root), attempt(forward(root)), attempt(predict(root, values)), survey(tree)]
    answers = subject.ask(network, *made, body(root), fill(tree, fresh[: n + 1]), *asked)
    zeros = subject.ask(network, body(root), fill(tree, [0.0]), body(root), survey(tree + 1))
    first, last = len(made) + 1, len(made) + len(asked) - 3
    answers.exactly(first, n + 1, f"A Linear over {n} children has {n} weights and one bias: {n + 1} parameters.")
    for step in range(first + 1, first + 2 + n):
        answers.holds(step, is_number(answers[step]), "a number")
    bias, weights = answers[first + 1], [answers[first + 2 + i] - answers[first + 1] for i in range(n)]
    answers.holds(
        first + 1,
        numbers_close(sorted([bias, *weights]), sorted(fresh[: n + 1]), size=10.0),
        f"one of the parameters {fresh[: n + 1]} as bias, the others as weights",
        "With all inputs 0, a Linear is its bias. With one input 1, it is that input's weight plus the bias.",
        got=f"bias {bias}, weights {weights}",
    )
    terms = [*(w * x for w, x in zip(weights, values, strict=True)), bias]
    answers.number(last, sum(terms), size=10.0 * sum(map(abs, terms)))
    for step in (last + 2, last + 3):
        answers.refused(step, "TypeError", "It is a macro like any other, which has no value, expanded before or not.")
    for told, step in ((answers, last + 4), (zeros, 3)):
        looked_at(told, step, range(n), network.names, n + 1)


@check("body() of a Linear has ordinary nodes and the children themselves, macros or not", points=1, clauses=("4.2",))
@given(kinds=st.lists(one_of(("Input", "Parameter", "Linear", "Add", "Scaled")), min_size=1, max_size=4))
def test_body_is_one_level(subject: Subject, kinds: list[str]) -> None:
    """What is below the children is none of its business."""
    builder = Builder()
    for kind in kinds:
        builder.nodes += [Node(kind, value=2.0)] if kind in LEAVES else [Node("Input", value=0.5)]
        builder.nodes += [] if kind in LEAVES else [Node(kind, (len(builder.nodes) - 1,))]
    children = [i for i, node in enumerate(builder.nodes) if node.value != 0.5]
    network = builder.add("Linear", *children).network()
    answers = subject.ask(network, body(network.root), structure(network.root + 1))
    objects = answers[1]
    given = set().union(*(network.below(child) for child in children))
    found = [place for _, _, _, place in objects if place in children]
    got, wanted = ([network.names[i] for i in places] for places in (found, children))
    answers.holds(1, sorted(found) == children, f"each of the children {wanted} once", got=f"{got}")
    new = [kind for kind, _, _, place in objects if place not in given]
    answers.holds(1, "Macro" not in new and "Input" not in new, "ordinary nodes above the children", got=f"{new}")
    count = new.count("Parameter")
    answers.holds(1, count == len(children) + 1, f"{len(children) + 1} parameters of its own", got=f"{count}")


@check(
    "Each Linear draws its parameters when it is made, once, as Parameter() does",
    points=2,
    clauses=("4.2", "4.3", "4.4", "4.10"),
)
@given(
    arities=st.lists(one_of((0, 1, 2, 3, 4, 9)), min_size=1, max_size=4),
    start=up_to(0, 50),
    late=st.booleans(),
    child=one_of(("Input", "Same", "Add", "Seven")),
)
def test_parameters_are_drawn_once(subject: Subject, arities: list[int], start: int, late: bool, child: str) -> None:
    """Random numbers begin anew when it is made; what they are later is of no account."""
    builder = Builder()
    count = len(arities)
    linears = [linear_over(builder, child, n) for n in arities]
    network = builder.network()
    first, is_macro = len(network.nodes), child == "Same"
    look = survey if is_macro else forward
    steps: list[Step] = [seed(start), *map(build, linears), seed(start + 50)]
    steps += [step for at, linear in enumerate(linears) for step in (body(linear), survey(first + at))]
    for at, linear in enumerate(linears):
        tree = first + count + at
        opened = expand if late and child == "Input" else body
        steps += [opened(linear), survey(tree), look(tree), look(tree)]
    answers = subject.ask(network, *steps, *[body(linears[0])] * 4, survey(first + 2 * count + 3))
    made = (seed(start), *map(build, linears), *map(body, linears))
    anew = subject.ask(
        network, *made, *(survey(first + at) if is_macro else forward(first + at) for at in range(count))
    )
    generator = random.Random(start)
    possible = {generator.uniform(-1, 1) for _ in range(10 * (sum(arities) + count))}
    drawn: list[float] = []
    for at in range(count):
        asked, again = 3 + count + 2 * at, 3 + 3 * count + 4 * at
        values = answers[asked][1]
        why = "random.seed() was called with one number before it was made, and with another one before body()."
        drawn_so = bool(values) and all(map(is_number, values)) and possible.issuperset(values)
        answers.holds(asked, drawn_so, "numbers that Parameter() drew when it was made", why)
        for step in (again, -1)[: 1 + (at == 0)]:
            as_before = all(map(is_number, answers[step][1])) and sorted(answers[step][1]) == sorted(values)
            answers.holds(step, as_before, f"the parameters {values}, as before")
        if not is_macro:
            value, why = answers[again + 1], "So it was when it was made before, after the same random.seed()."
            answers.holds(again + 1, is_number(value), "a number")
            answers.number(again + 2, value, "Nothing was changed in between.")
            anew.number(1 + 2 * count + at, value, why)
        drawn += values
        why = "No two parameters start alike, neither in one Linear nor in two of them."
        answers.holds(asked, len(set(drawn)) == len(drawn), f"{len(drawn)} different numbers", why, got=f"{drawn}")


@check(
    "After expand() no macro is left, the inputs are the very ones given, and the value is what the macros stand for",
    points=3,
    examples=50,
    clauses=("4.5", "4.6", "4.7", "4.9", "4.13"),
)
@given(network=wild_trees((*ORDINARY, *KNOWN), operations=8), also=one_of(("Shifted", "Add", "Sighted")))
def test_expanded_tree(subject: Subject, network: Network, also: str) -> None:
    """Macros at the root, below ordinary nodes, below macros, and inside the body of macros; or put in afterwards."""
    tree = network.root + 1
    live(subject, Life(network, (expand(network.root), survey(tree), forward(tree))), MacroModel)
    builder = Builder()
    more = builder.operation(also, builder.input(1.5))
    larger = builder.add("Add", builder.insert(network)).network()
    tree = larger.root + 1
    added = (edit(tree, "insert", 0, more), expand(tree), structure(tree + 1))
    answers = subject.ask(larger, expand(tree - 1), structure(tree), *added)
    for step, children in ((1, larger.nodes[-1].children), (4, (more, *larger.nodes[-1].children))):
        same_tree(answers, step, larger, without_macros(with_children(larger, tree - 1, children), 0.0))
    tree = (top := among_macros(network)).root + 1
    answers = subject.ask(top, expand(top.root), structure(tree), expand(top.root), structure(tree + 1))
    for step in (1, 3):
        same_tree(answers, step, top, without_macros(top, 0.0))
    builder = Builder()
    tree = builder.add("Add", linear_over(builder, "Input", 1 + len(network.nodes) % 3)).network().root + 1
    answers = subject.ask(builder.network(), body(tree - 2), structure(tree), expand(tree - 1), structure(tree + 1))
    placed = [shape(answers[3], child) for child in answers[3][0][1]]
    answers.holds(3, placed == [shape(answers[1])], "a sum of one term, the tree that body() gives")
    returned_trees_grow(subject, also)


@check(
    "expand() changes nothing in a network without macros, so neither does a second expand()",
    points=1,
    clauses=("4.8", "4.10"),
)
@given(plain=wild_trees(ORDINARY, macros=False), network=wild_trees((*ORDINARY, *KNOWN)), leaf=st.booleans())
def test_nothing_left_to_expand(subject: Subject, plain: Network, network: Network, leaf: bool) -> None:
    """A tree without macros comes back as it was, also a single leaf; what comes out of expand() is such a tree."""
    root, tree = plain.leaves[0] if leaf and plain.leaves else plain.root, plain.root + 1
    asked = (structure(tree), forward(tree), backward(tree, 0.5), survey(tree))
    answers = subject.ask(plain, structure(root), expand(root), *asked)
    same = "the same nodes, inputs and parameters as before"
    answers.holds(2, nodes(answers[0]) == nodes(answers[2]), same)
    answers.number(3, oracle.value(plain, root), size=sizes.value_size(plain, root))
    moved = oracle.updated(plain, 0.5, root)
    slopes = [0.5 * sizes.derivative_size(plain, i, root) for i in plain.parameters]
    below = plain.below(root)
    after = [
        (moved.nodes[i].value or 0.0, abs(plain.nodes[i].value or 0.0) + slope)
        for i, slope in zip(plain.parameters, slopes, strict=True)
        if i in below
    ]
    looked_at(answers, 5, plain.inputs(root), plain.names, sorted(after))
    once, twice = network.root + 1, network.root + 2
    answers = subject.ask(network, expand(network.root), structure(once), expand(once), structure(twice))
    why = "It was expanded twice: the second time there was nothing left to do."
    answers.holds(3, nodes(answers[1]) == nodes(answers[3]), same, why)


@check(
    "backward() moves the parameters that came with a macro along their derivatives",
    points=1,
    clauses=("4.1", "4.3", "4.5"),
)
@given(network=wild_trees((*ORDINARY, *RANDOM), operations=3, arity=9), derivative=one_of((1.5, -0.5, 2, -3.0)))
def test_training_moves_the_parameters(subject: Subject, network: Network, derivative: float) -> None:
    """The parameters after one update are those of exact gradient descent, in any order; expand() leaves them so."""
    tree, value = network.root + 1, FILLINGS[len(network.nodes) % len(FILLINGS)]
    trained = (expand(network.root), fill(tree, [value]), backward(tree, derivative), survey(tree), forward(tree))
    try:
        live(subject, Life(network, (*trained, expand(tree), survey(tree + 1))), MacroModel)
    except Impossible:
        reject()


@check(
    "Whatever is expanded, in any order, has the value of what it stands for by then",
    points=1,
    examples=100,
    clauses=("4.5", "4.6", "4.7", "4.9", "4.10", "4.12", "4.13"),
)
@given(life=lives(habits(KNOWN, VERBS, 4, 10)))
def test_life(subject: Subject, life: Life) -> None:
    """Several trees at once; given ones may change and be expanded again."""
    live(subject, life, MacroModel)
