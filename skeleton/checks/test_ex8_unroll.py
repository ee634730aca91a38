"""Exercise 8: a network as straight-line code. A badge: its points count for nothing."""

from __future__ import annotations

import math

from hypothesis import example, given, reject
from hypothesis import strategies as st

from backprop.losses import mse_loss_grad
from checks.law import oracle
from checks.law.answers import is_number, numbers_close
from checks.law.check import check
from checks.law.living.life import Impossible, Life, live
from checks.law.living.lives import lives
from checks.law.macros import without_macros
from checks.law.strategies import graphs, one_of, up_to
from checks.law.subject import Subject
from checks.law.unroll import unrolled
from checks.law.unroll.statements import SENTENCES, statements_hold
from checks.law.unroll.unrolled import Fed, Pair, fed, learned, values, with_softmax
from checks.law.unroll.unrolled_lives import UNKNOWN, WRONG_LOSSES, habits, two_rates
from checks.law.unroll.unrolling import UnrolledModel
from checks.model.network import Builder, Network
from checks.model.objects import attempt, keep, look
from checks.model.scenario import calls, run_function, run_training, survey, unroll, unroll_training, value_of


@check("The printed examples come out as printed, others as they should", points=0.5, clauses=SENTENCES)
def test_examples(subject: Subject) -> None:
    """One after the other, as a reader would type them."""
    statements_hold(subject)


@check("The function gives the values of the network", points=1, clauses=("8.1", "8.3", "8.5"))
@given(case=fed(graphs(), samples=2), exact=one_of(unrolled.EXACT))
def test_values(subject: Subject, case: Fed, exact: float) -> None:
    """For any inputs, in the order of their first visit, to the last digit; other functions change nothing."""
    network, (first, second) = case
    builder = Builder()
    root, near = builder.insert(network), float(f"{exact:.15g}")
    many = [builder.parameter(number) for number in (exact, *[0.0] * 9)]  # one of them may get a name that root has
    rest = builder.operation("Add", *many, builder.input(0.5))
    ours, other = [unroll(root), run_function(root, first)], [unroll(rest), run_function(rest, [-near])]
    answers = subject.ask(builder.network(), *ours, *other, run_function(root, second))
    answers.number(3, exact - near, f"This is {exact!r} - {near!r}.", size=0.0)
    answers.number(1, oracle.value(network.feed(first)))
    answers.number(4, oracle.value(network.feed(second)), "This function was made before that of the other network.")


@check(
    "Training moves the parameters by exact gradient descent, sample after sample, however many there are",
    points=1,
    examples=12,
    clauses=("8.7", "8.14", "8.15"),
)
@given(
    start=st.tuples(values, values),
    points=st.lists(st.tuples(values, one_of((0.0, 1.0, 0.5))), min_size=1, max_size=3),
    rounds=one_of((1, 2, 1500)),
    loss=one_of(("mse", "bce")),
)
def test_training(subject: Subject, start: Pair, points: list[Pair], rounds: int, loss: str) -> None:
    """Every sample starts from what the ones before it have changed, the last of thousands too."""
    network, data = unrolled.line(start, loss), [([x], y) for x, y in points] * rounds
    looks = [value_of(i) for i in network.parameters]
    answers = subject.ask(network, unroll_training(network.root, loss), run_training(network.root, data), *looks)
    for step, right in enumerate(unrolled.line_after(start, data, loss), start=2):
        answers.number(step, right, f"So it is after {rounds} times {points}, in one call.", size=1e-2)


@check(
    "Every derivative is computed before any parameter moves, and each has its own learning rate",
    points=1,
    clauses=("8.7",),
)
@given(case=fed(graphs()), rate=one_of((0.5, 1.0, -0.5)))
def test_no_parameter_moves_early(subject: Subject, case: Fed, rate: float) -> None:
    """With a large learning rate it shows."""
    builder = Builder()
    builder.insert(case.network.with_learning_rate(rate))
    extra = builder.parameter(0.5, 0.2)
    network = builder.add("Multiply", extra, case.network.root).network()
    # The last parameter of all is frozen.
    network = network.with_learning_rate(0.0, network.parameters[0]) if len(network.parameters) > 2 else network
    looks = [value_of(i) for i in network.parameters]
    data = [(case.inputs[0], 1.0)]
    asked = [unroll_training(network.root, "mse"), run_training(network.root, data), *looks]
    learned(subject.ask(network, *asked), 2, network, data, "mse")


@check("A Softmax gives a list, and learns with any loss", points=1, clauses=("8.1", "8.5", "8.7", "8.15", "8.16"))
@given(
    case=fed(graphs(operations=3)),
    others=st.lists(values, min_size=1, max_size=2),
    hot=up_to(0, 1),
    goal=one_of((("cce", 1.0), ("cce", 2.0), ("cce", 0.75), ("mse", 1.0), ("mse", 2.0), ("bce", 0.75), ("bce", 1.0))),
)
def test_softmax(subject: Subject, case: Fed, others: list[float], hot: int, goal: tuple[str, float]) -> None:
    """Its scores share nodes; a list is the target, often one number and zeros. Its sum may be any."""
    network = with_softmax(case.network, others).with_learning_rate(0.1)
    (inputs,), root, (loss, high) = case.inputs, network.root, goal
    low = 0.25 / len(others) if high == 0.75 else 0.0
    target = [high if i == hot else low for i in range(len(others) + 1)]
    right = oracle.outputs(network.feed(inputs))
    if loss == "bce" and not all(1e-6 < p < 0.99 for p in right):
        loss = "mse"
    looks = [value_of(i) for i in network.parameters]
    made = [unroll(root), run_function(root, inputs), keep("first"), run_function(root, [-x for x in inputs])]
    asked = [look("first"), unroll_training(root, loss), run_training(root, [(inputs, target)])]
    answers = subject.ask(network, *made, *asked, *looks)
    answers.numbers(1, right)
    answers.numbers(4, right, "This list was returned before the function was called again.")
    learned(answers, 7, network, [(inputs, target)], loss)


@check("Parameters of any size learn: 0, 1, tiny and huge ones", points=0.5, clauses=("8.7", "8.17"))
@given(weight=one_of((0.0, 1.0, 1, -1.0, 1e-9, 1e6)), size=one_of((1.0, 1e-10, 1e6)), softmax=st.booleans())
def test_any_size(subject: Subject, weight: float, size: float, softmax: bool) -> None:
    """A small error is worth learning from, too."""
    builder = Builder()
    x = builder.input(0.5)
    product = builder.operation("Multiply", builder.parameter(weight, 0.25), x)
    zeros = [builder.operation("Multiply", x, builder.parameter(0.0, 0.25)) for _ in range(2)]
    root = builder.operation("Add", product, zeros[0], builder.operation("ReLU", zeros[1]))
    if softmax:
        root = builder.operation("Softmax", root, builder.parameter(0.0))
    samples = [([1.0], size), ([-0.5], 0.0), ([0.25], 2 * size)]
    data = [(inputs, [y, 0.0]) for inputs, y in samples] if softmax else samples
    looks = [value_of(i) for i in builder.network().parameters]
    steps = (unroll_training(root, "mse"), run_training(root, data), *looks)
    try:
        live(subject, Life(builder.network(), steps), UnrolledModel)
    except Impossible:
        reject()


@check("Scores of 1000 and inputs of -1000 overflow nowhere", points=1, examples=12, clauses=("8.5", "8.7"))
@given(x=one_of((1000.0, -1000.0, -30.0)), y=one_of((0.0, 1.0)), other=one_of((-1.0, 1.001)))
def test_extremes(subject: Subject, x: float, y: float, other: float) -> None:
    """Only the differences of scores matter; and a sigmoid is 0 or 1 there. The loss keeps its distance from both."""
    builder = Builder()
    score = builder.operation("Multiply", builder.parameter(1.0), builder.input(0.5))
    one = builder.add("Sigmoid", score).network()
    two = with_softmax(Network(one.nodes[:-1]), [other])
    for network, loss, target in ((one, "bce", y), (two, "cce", [y, 1 - y])):
        root = network.root
        training = [unroll_training(root, loss), run_training(root, [([x], target)])]
        answers = subject.ask(network, unroll(root), run_function(root, [x]), *training, value_of(0))
        probability = oracle.values(network.feed([x]))[root]
        if isinstance(probability, float):
            answers.number(1, probability)
        else:
            answers.numbers(1, probability)
        answers.holds(4, type(answers[4]) is float and math.isfinite(answers[4]), "a finite parameter")
        if x == -30.0:
            data: list[oracle.Sample] = [([x], target)]
            moved = oracle.descend(network, data, 1, lambda y, p: unrolled.slope(loss, y, p))[-1]  # noqa: B023
            answers.number(4, moved.nodes[0].value or 0.0, "Clipped, the prediction is 1e-8 for the loss.", size=1.0)


@check("Macros below the root are unrolled, a shared one once", points=1, clauses=("8.5", "8.6", "8.11", "8.19"))
@given(case=fed(unrolled.graphs_with_macros()))
def test_macros(subject: Subject, case: Fed) -> None:
    """A macro of macros too. The graph itself is expanded, so that what was learned can be found in it."""
    network, (inputs,), root = case.network.with_learning_rate(0.01), case.inputs, case.network.root
    training = [unroll_training(root, "mse"), run_training(root, [(inputs, 1.0)])]
    answers = subject.ask(network, unroll(root), run_function(root, inputs), *training, survey(root))
    expanded = without_macros(network, 0.5)
    answers.number(1, oracle.value(expanded.feed(inputs)))
    after = oracle.descend(expanded, [(inputs, 1.0)], 1, mse_loss_grad)[-1]
    right = sorted(after.nodes[i].value or 0.0 for i in after.parameters)
    got = sorted(value for value in answers[4][1] if is_number(value))
    answers.holds(4, numbers_close(got, right, size=1e-2), f"the parameters {right}", got=f"{got}")


@check("No method of a node is called for each sample", points=0.5, clauses=("8.4",))
@given(case=fed(graphs()))
def test_calls_no_node(subject: Subject, case: Fed) -> None:
    """What runs is your text alone: that is why it is fast."""
    network, (inputs,), root = case.network, case.inputs, case.network.root
    training = run_training(root, [(inputs, 0.5)] * 3)
    made = [unroll(root), unroll_training(root, "mse"), calls()]
    answers = subject.ask(network, *made, run_function(root, inputs), calls(), training, calls(), training, calls())
    for step, told in (4, "One value was computed."), (6, "Training began."), (8, "Three samples were trained on."):
        # The text of a training may be written when it is first called: the graph has not changed.
        for name in ("op", "grad", "on_backward", *["children"] * (step != 6)):
            most = max(answers.counts(step)[name])
            answers.holds(step, most == 0, f"no call of {name}", told, f"{most}")


@check(
    "What cannot be unrolled is refused: an unknown kind, another loss, too few or too many numbers",
    points=1,
    clauses=("8.2", "8.13", "8.16"),
)
@given(case=fed(graphs()), unknown=one_of(UNKNOWN), loss=one_of(WRONG_LOSSES), more=st.booleans(), deep=st.booleans())
def test_refused(subject: Subject, case: Fed, unknown: str, loss: str, more: bool, deep: bool) -> None:
    """A name from outside is text that a stranger wrote: no part of it is ever executed."""
    builder, (inputs,) = Builder(), case.inputs
    root = builder.insert(case.network)
    strange = builder.operation(unknown, *([] if unknown == "Seven" else [root]))
    if deep or unknown == "Seven":
        strange = builder.operation("Multiply", builder.operation("Add", root, strange), builder.input(1.0))
    numbers = [*inputs, 1.0] if more else inputs[:-1]
    answers = subject.ask(
        builder.network(),
        attempt(unroll(strange)),
        attempt(unroll_training(strange, "mse")),
        attempt(unroll_training(root, loss)),
        unroll(root),
        attempt(run_function(root, numbers)),
    )
    for step in (0, 1):
        message = answers.refused(step, "TypeError", "Nobody knows what that node computes.")
        answers.holds(step, unknown in message, f"a message that names {unknown}", got=message)
    answers.refused(2, "ValueError", "There is no such loss.")
    answers.refused(4, "TypeError", f"The network has {len(inputs)} inputs.")


@check("Thousands of levels, terms, scores and parents are no problem", points=0.5, examples=1, clauses=("8.6", "8.8"))
@given(levels=st.just(700), terms=st.just(3300))
def test_large(subject: Subject, levels: int, terms: int) -> None:
    """Deeper than Python's recursion, wider than its compiler likes, and with more ways to a node than can be gone."""
    tall = unrolled.chain("Sigmoid", "ReLU", levels=250)
    for network in (unrolled.wide("Multiply", terms), unrolled.layers(101), tall):
        answers = subject.ask(network, unroll(network.root), run_function(network.root, [0.25]))
        answers.number(1, oracle.value(network.feed([0.25])))
    wide = unrolled.wide("Multiply", 1500), unrolled.wide("Add", 500, again=terms)
    for network in (unrolled.deep(levels), tall, *wide, unrolled.doubled(40), unrolled.products(26)):
        some, moved = network.parameters[::100], unrolled.after_one_sample(network, [0.25], 1.0)
        made = [unroll_training(network.root, "mse"), run_training(network.root, [([0.25], 1.0)])]
        answers = subject.ask(network, *made, *map(value_of, some))
        for step, i in enumerate(some, start=2):
            answers.number(step, moved[i], f"This is {network.names[i]} after one sample.")
    scores = unrolled.equal_scores(terms)
    subject.ask(scores, unroll(terms), run_function(terms, [])).numbers(1, [1 / terms] * terms)


@check(
    "Functions and trainings of several networks, made and used in any order",
    points=1,
    examples=80,
    clauses=("8.1", "8.3", "8.5", "8.7", "8.9", "8.10", "8.11", "8.17", "8.18", "8.19"),
)
@given(life=lives(habits(3, 8)))
@example(life=two_rates())
def test_life(subject: Subject, life: Life) -> None:
    """A function stays what it was, whatever becomes of the graph; what was learned is in the graph."""
    live(subject, life, UnrolledModel)
