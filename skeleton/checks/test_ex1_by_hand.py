"""Exercise 1: gradient descent by hand. Expected values are computed with sixty digits."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from checks.law.answers import is_number, numbers_close
from checks.law.check import check
from checks.law.examples import come_out, examples_hold
from checks.law.living.life import Life, live
from checks.law.living.line import (
    WITH_OTHER_PARTS,
    Pair,
    follows_chain_rule,
    follows_path,
    is_pair,
    is_pairs,
    is_right_to_four_decimals,
    path,
)
from checks.law.living.lines import Lines, lives_of_lines
from checks.law.strategies import numbers, one_of
from checks.law.subject import Subject
from checks.model.network import Network
from checks.model.objects import keep, spoil
from checks.model.scenario import call, make, predict, structure

NOTHING = Network(())

samples = st.lists(st.tuples(numbers(), numbers()), min_size=1, max_size=3)
plain = one_of((0, 1, 0.0, -1, 1.0, -0.0, 2))
rates = st.sampled_from([0.01, 0.05, 0.2, 0.5])


DOUBLE = """\
def double(node):
    for part in node.children:
        double(part)
    if hasattr(node, 'learning_rate'):
        node.value, node.learning_rate = 2 * node.value, 0.5"""


REPLACE = """\
def replace(node):
    for at, part in enumerate(node.children):
        if hasattr(part, 'learning_rate'):
            node.children[at] = Add([Parameter(-part.value)])
        replace(part)"""

BY_NAME = (
    ("path = train(weight=0.5, bias=-0.2, data=[(2.0, 1.5)], learning_rate=0.1, steps=2)", ""),
    ("len(path), len(gradients(weight=0.5, bias=-0.2, x=2.0, y=1.5))", "(2, 2)"),
    ("linear_regression(weight=0.5, bias=-0.2).predict([2.0])", "0.8"),
)
"""The functions, called with the names that the text gives to their arguments."""

TURN_ROUND = """\
def turn_round(pairs):
    before = [tuple(pair) for pair in pairs]
    for pair in pairs:
        if isinstance(pair, list):
            pair.reverse()
    return before"""

SPOILED = (
    (TURN_ROUND, ""),
    ("path, paper = turn_round(train(0.5, -0.2, [(2.0, 1.5)], 0.1, 2)), turn_round(three_steps())", ""),
    ("path == [tuple(pair) for pair in train(0.5, -0.2, [(2.0, 1.5)], 0.1, 2)]", "True"),
    ("paper == [tuple(pair) for pair in three_steps()]", "True"),
)
"""A pair that is a list is the caller's as well."""


def walked(data: list[Pair], steps: int) -> Pair:
    """Take so many steps of gradient descent from the start in `STEP_BY_STEP`: close enough after so few."""
    weight, bias = 0.5, -1.5
    for i in range(steps):
        x, y = data[i % len(data)]
        slope = 2 * (weight * x + bias - y)
        weight, bias = weight - 0.1 * slope * x, bias - 0.1 * slope
    return weight, bias


STEP_BY_STEP = """\
def step_by_step(data, steps):
    weight, bias = 0.5, -1.5
    for i in range(steps):
        d_weight, d_bias = gradients(weight, bias, *data[i % len(data)])
        weight, bias = weight - 0.1 * d_weight, bias - 0.1 * d_bias
    return weight, bias"""


@check(
    "linear_regression(weight, bias) is the tree of weight * x + bias",
    points=1,
    examples=22,
    clauses=("1.1", "1.2", "1.9"),
)
@given(weight=numbers() | plain, bias=numbers() | plain, x=numbers())
@example(weight=1e-80, bias=0.0, x=1e80)
def test_tree_of_weight_times_x_plus_bias(subject: Subject, weight: float, bias: float, x: float) -> None:
    """Its value is weight * x + bias, it has one input, and its parameters hold weight and bias; they may change."""
    answers = subject.ask(NOTHING, make("linear_regression", weight, bias), structure(0), predict(0, [x]))
    nodes = answers[1]
    inputs = sum(kind == "Input" for kind, *_ in nodes)
    answers.holds(1, inputs == 1, "one Input", got=f"{inputs}")
    parameters = [value for kind, _, value, _ in nodes if kind == "Parameter"]
    answers.holds(
        1,
        all(map(is_number, parameters)) and sorted(parameters) == sorted([weight, bias]),
        f"two parameters with the values {weight} and {bias}",
        got=f"parameters with the values {parameters}",
    )
    children = [child for _, below, *_ in nodes for child in below]
    answers.holds(1, len(children) == len(set(children)), "a tree: each node has one parent", got="a node with several")
    answers.number(2, weight * x + bias)
    come_out(
        subject,
        "Between two calls anyone may assign to a leaf, and change lists of children.",
        (f"line = linear_regression({weight}, {bias})", ""),
        (DOUBLE, ""),
        ("double(line)", ""),
        (f"line.predict([{x}])", f"{2 * (weight * x + bias)}"),
        ("line.backward(1.5)", ""),
        (f"line.predict([{x}])", f"{2 * (weight * x + bias) - 0.75 * (x * x + 1)}"),
        (REPLACE, ""),
        ("replace(line)", ""),
        *[(asked, f"{-2 * (weight * x + bias) + 0.75 * (x * x + 1)}") for asked in ("line()", f"line.predict([{x}])")],
        (DOUBLE, ""),
        ("double(line)", ""),
        (f"line.predict([{x}])", f"{-4 * (weight * x + bias) + 1.5 * (x * x + 1)}"),
    )


@check("three_steps() are the weight and the bias after each of the first three updates", points=3, clauses=("1.3",))
def test_three_steps(subject: Subject) -> None:
    """Pen and paper: right to 4 decimals. The message names the first wrong entry, not its value."""
    question = call("three_steps")
    answers = subject.ask(NOTHING, question, keep("first"), spoil("first"), question)
    again = "The first list was changed by its owner, who is whoever called. The second call has to return another one."
    for step, why in ((0, ""), (3, again)):
        answers.holds(step, is_pairs(answers[step], 3), "a list of three pairs (weight, bias)", why)
    for i, exact in enumerate(path(0.2, 0.1, [(3.0, 2.0)], 0.01, 3)):
        for name, got, expected in zip(("weight", "bias"), answers[0][i], exact.values, strict=True):
            answers.holds(
                0,
                is_right_to_four_decimals(got, expected),
                f"another {name} after update {i + 1}, right to 4 decimals",
                "Prediction, gap, two derivatives, two updates: do the step once more, "
                "with the weight and the bias from before it.",
                got=f"{name} = {got}",
            )
    answers.holds(3, answers[3] == answers[0], "the same three pairs", again)


@check("gradients() follows the chain rule", points=1, clauses=("1.4",))
@given(weight=numbers(), bias=numbers(), x=numbers(), y=numbers())
def test_gradients(subject: Subject, weight: float, bias: float, x: float, y: float) -> None:
    """(dL/dweight, dL/dbias) of L = (y - p)^2 with p = weight * x + bias."""
    answers = subject.ask(NOTHING, call("gradients", weight, bias, x, y))
    follows_chain_rule(answers, 0, (weight, bias, x, y))


@check("train() moves the weight and the bias against their derivatives, both from the old values", points=1,
       clauses=("1.7",))  # fmt: skip
@given(weight=numbers(), bias=numbers(), sample=st.tuples(numbers(), numbers()), rate=rates)
def test_one_update(subject: Subject, weight: float, bias: float, sample: Pair, rate: float) -> None:
    """One update: new = old - learning_rate * derivative. Whoever has other derivatives loses nothing here for that."""
    start = (weight, bias)
    answers = subject.ask(NOTHING, call("train", *start, [sample], rate, 1), call("gradients", *start, *sample))
    own = answers.answers[1] if len(answers.answers) > 1 else None
    if isinstance(own, (list, tuple)) and is_pair(own) and is_pairs(answers[0], 1):
        moved = [old - rate * slope for old, slope in zip(start, own, strict=True)]
        if any(own) and numbers_close(list(answers[0][0]), moved, size=10):  # who stands still has not moved right
            return
    follows_path(answers, 0, (weight, bias, [sample], rate, 1))


@check("train() takes one sample for each update and starts again after the last", points=1, clauses=("1.5", "1.6"))
@given(weight=numbers(), bias=numbers(), data=samples, steps=st.integers(0, 7))
def test_cycles_through_the_data(subject: Subject, weight: float, bias: float, data: list[Pair], steps: int) -> None:
    """The path has one entry for each update, no average over samples."""
    answers = subject.ask(NOTHING, call("train", weight, bias, data, 0.1, steps))
    follows_path(answers, 0, (weight, bias, data, 0.1, steps))


@check("The example in the text comes out as printed, and a line's input may change in between", points=1,
       clauses=("1.3", "1.5", "1.6", "1.8", "1.9"))  # fmt: skip
def test_example(subject: Subject) -> None:
    """The framework does the same walk, from the leaves as they are by then."""
    examples_hold(subject)
    come_out(
        subject,
        "Between two calls anyone may assign to a leaf.",
        ("line = linear_regression(-1.5, 2.0)", ""),
        ("line.predict([3.0])", "-2.5"),
        ("line.find_input_nodes()[0].value = 4.0", ""),
        ("line.backward(2.0)", ""),
        ("line.predict([3.0])", f"{(-1.5 - 0.08) * 3.0 + 1.98}"),
        ("line.predict([1.0, 2.0])", "Traceback\nValueError: "),
        ("line.predict([])", "Traceback\nValueError: "),
        ("line.find_input_nodes().clear()", ""),
        ("line.predict([-1.0])", f"{1.58 + 1.98}"),
    )
    come_out(
        subject,
        "Two arguments may be the very same number. Whoever has other derivatives loses nothing here for that.",
        ("number = 0.25", ""),
        ("line = linear_regression(number, number)", ""),
        ("(line.predict([3.0]), line.backward(1.5))", "(1.0, None)"),
        ("line()", "0.85"),
        ("equals = [float('0.25') for _ in range(4)]", ""),
        ("tuple(gradients(*equals)) == tuple(gradients(number, number, number, number))", "True"),
    )
    come_out(subject, "Anyone may change lists of children, and each method of a node works.", *WITH_OTHER_PARTS)
    come_out(subject, "The arguments have these names in the text.", *BY_NAME)
    come_out(subject, "The pairs were changed by their owner, who is whoever called.", *SPOILED)
    right = walked([(i % 3 / 4, i % 5 / 2) for i in range(1200)], 1300)
    come_out(
        subject,
        "There are 1200 samples, and 1300 steps. Whoever has other derivatives loses nothing here for that.",
        (STEP_BY_STEP, ""),
        ("data = [(i % 3 / 4, i % 5 / 2) for i in range(1200)]", ""),
        ("last = train(0.5, -1.5, data, 0.1, 1300)[-1]", ""),
        (f"rights = [{right}, step_by_step(data, 1300)]", ""),
        ("any(abs(a - c) + abs(b - d) <= 1e-6 * (abs(c) + abs(d)) for a, b in [last] for c, d in rights)", "True"),
    )
    thousands = "len(train(0.5, 1.0, [(0.7, 2.0), (-0.4, 1.0)], 0.05, 3500))"
    come_out(subject, "`steps` may be thousands.", (thousands, "3500"))


@check(
    "Lines and functions answer every call rightly, whatever the numbers are and whatever came before",
    points=3,
    examples=200,
    clauses=("1.1", "1.2", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9"),
)
@given(life=lives_of_lines())
def test_any_life(subject: Subject, life: Life) -> None:
    """Zeros, ints, tiny and huge numbers; equal samples; several lines; lists that are looked at afterwards."""
    live(subject, life, Lines)
