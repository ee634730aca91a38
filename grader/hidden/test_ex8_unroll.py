"""Exercise 8, hidden: longer lives, how training may end, and the largest network that has to work."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from checks.law.check import check
from checks.law.living.life import Life, live
from checks.law.living.lives import lives
from checks.law.strategies import graphs, one_of
from checks.law.subject import Subject
from checks.law.unroll.unrolled import Fed, fed, learned, with_softmax
from checks.law.unroll.unrolled_lives import habits
from checks.law.unroll.unrolling import UnrolledModel
from checks.model.kinds import Cut, Interruption, Ref
from checks.model.network import Builder
from checks.model.objects import attempt, let, look
from checks.model.scenario import run_function, run_training, unroll, unroll_training, value_of

COUNTS = {"count": "many", "few": "few"}


@check(
    "Larger networks, longer lives",
    points=1,
    examples=80,
    clauses=("8.1", "8.2", "8.3", "8.5", "8.6", "8.7", "8.10", "8.11", "8.13", "8.16", "8.17", "8.18"),
)
@given(life=lives(habits(6, 12)))
def test_long_life(subject: Subject, life: Life) -> None:
    """With nodes of other modules, shared macros, and samples of any kind."""
    live(subject, life, UnrolledModel)


@check("However training ends, all samples before have counted", points=1, clauses=("8.17",))
@given(
    case=fed(graphs()),
    how=one_of(("count", "few", "target", "part", "input", "cut")),
    loss=one_of(("mse", "mse", "cce")),
)
def test_interrupted(subject: Subject, case: Fed, how: str, loss: str) -> None:
    """By a wrong sample, or by an exception of the data, even one that is no `Exception`."""
    (inputs,), y = case.inputs, 1.0 if how != "part" else [1.0, 0.0]
    network = (case.network if how != "part" else with_softmax(case.network, [-0.5])).with_learning_rate(0.01)
    root, good = network.root, [(inputs, y)]
    bad = {
        "count": ([*inputs, 1.0], y),
        "few": (inputs[:-1], y),
        "target": (inputs, None),
        "part": (inputs, [1.0, None]),
        "input": ([*inputs[:-1], None], y),
    }
    looks = [value_of(i) for i in network.parameters]
    data = Cut(tuple(good)) if how == "cut" else [*good, bad[how], *good]
    again = [run_training(root, Ref("given1")), look("given1"), *looks]
    made = [let("given1", [[inputs, y]]), unroll_training(root, loss)]
    answers = subject.ask(network, *made, attempt(run_training(root, data)), *looks, *again)
    answers.holds(2, answers[2] is not None, "an exception", got="no exception")
    if how in ("count", "few"):
        answers.refused(2, "ValueError", f"The second of three samples has one number too {COUNTS[how]}.")
    if how == "cut":
        answers.holds(2, answers[2][0] == Interruption.__name__, "the exception of the data", got=answers[2][0])
    learned(answers, 3, network, good, loss)
    answers.exactly(4 + len(looks), [[inputs, y]], "These lists belong to the caller.")
    learned(answers, 5 + len(looks), network, good * 2, loss)


@check(
    "A network of 10,000 nodes is not too large, deep or wide, or with any number of macros in it before",
    points=1,
    examples=2,
    clauses=("8.8", "8.12"),
)
@given(macros=st.booleans())
def test_largest(subject: Subject, macros: bool) -> None:
    """Only nodes that are left count. What is larger may be refused."""
    builder = Builder()
    if macros:
        leaves = [builder.operation("Same", builder.input(0.5)) for _ in range(5000)]
        for _ in range(1500):
            leaves[0] = builder.operation("Same", leaves[0])
        for _ in range(1100):
            leaves[1] = builder.operation("Swapped", leaves[1])
        network = builder.add("Add", *leaves).network()
        answers = subject.ask(network, unroll(network.root), run_function(network.root, [0.25] * 5000))
        answers.number(1, 0.25 * 5000)
        large = builder.add("Add", network.root, *(builder.parameter(1.0) for _ in range(5000))).network()
        answers = subject.ask(large, attempt(unroll(large.root)))
        by_name = answers[0] is None or "ValueError" in answers[0][2]
        answers.holds(0, by_name, "a function, or a ValueError that says that it is too large")
        return
    chain = builder.input(0.5)
    for _ in range(700):
        chain = builder.operation("Add", chain)
    strange = builder.operation("Add", builder.operation("Square", chain))
    unknown = subject.ask(builder.network(), attempt(unroll(strange)), attempt(unroll_training(strange, "mse")))
    for step in (0, 1):
        message = unknown.refused(step, "TypeError", "Nobody knows what a node above many others computes.")
        unknown.holds(step, "Square" in message, "a message that names Square", got=message)
    builder = Builder()
    weight, value = builder.parameter(0.0, 0.5), 0.0
    chain = builder.operation("Multiply", builder.parameter(0.0, 0.5), builder.input(0.5))
    for _ in range(500):
        chain, value = builder.operation("Sigmoid", chain), 1 / (1 + math.exp(-value))
    for _ in range(1000):
        chain = builder.operation("ReLU", chain)
    chain = builder.operation("Multiply", weight, chain)
    while chain < 6698:
        chain = builder.operation("Add", chain)
    scores = [chain, *(builder.parameter(0.0, 0.5) for _ in range(3300))]
    network = builder.add("Softmax", *scores).network()
    training = [unroll_training(network.root, "cce"), run_training(network.root, [([1.0], [1.0, *[0.0] * 3300])])]
    answers = subject.ask(network, *training, value_of(weight), value_of(scores[-1]))
    for step, right in enumerate(((0.5 - 0.5 / 3301) * value, -0.5 / 3301), start=2):
        answers.number(step, right, "All probabilities were equal, and only the first one was wanted.")
