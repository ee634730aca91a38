"""Exercise 5: a root with more than one number, and the loss that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import example, given
from hypothesis import strategies as st

from checks.law import oracle
from checks.law.answers import is_number
from checks.law.check import check
from checks.law.examples import examples_hold
from checks.law.living.life import Impossible, Life, live
from checks.law.living.output_lives import lives_of_outputs
from checks.law.living.outputs import Outputs
from checks.law.outputs.deriving import nothing_is_left_over, others_may_derive, values_are_the_childrens
from checks.law.outputs.rearranged import rearranged
from checks.law.strategies import numbers, trees
from checks.law.subject import Subject
from checks.model.network import Builder, Network
from checks.model.scenario import backward, call, calls, forward, predict, value_of

NOTHING = Network(())

ROUGH = 1e3
"""The size given to the comparisons here, which overlook errors of less than 1e-6: a life sees those, too."""

MANY = 1000
"""As many classes as the text speaks of: Python has no more levels of recursion."""

SQUARED = 800
"""Enough classes for each entry of the Jacobian to be soon there, and each with probabilities of its own never: on a
machine three times as fast as one of 2026, those of each row take 7 seconds."""

probabilities = st.lists(st.integers(1, 9), min_size=2, max_size=4).map(lambda w: [x / sum(w) for x in w])


@st.composite
def networks_with_outputs(draw: st.DrawFn, kind: str, most: int = 3) -> Network:
    """Some separate trees below an Output or a Softmax."""
    builder = Builder()
    children = [builder.insert(draw(trees(operations=2))) for _ in range(draw(st.integers(1, most)))]
    return builder.add(kind, *children).network()


@dataclass(frozen=True)
class Prediction:
    """A network, and inputs for it."""

    network: Network
    inputs: list[float]


@st.composite
def predictions(draw: st.DrawFn, kind: str) -> Prediction:
    """Draw a network with an Output or a Softmax as its root, and inputs."""
    network = draw(networks_with_outputs(kind))
    count = len(network.inputs())
    return Prediction(network, draw(st.lists(numbers(0.5, 2.0), min_size=count, max_size=count)))


@dataclass(frozen=True)
class Descent:
    """A network, and the derivatives that come down to its root."""

    network: Network
    derivative: list[float]


@st.composite
def descents(draw: st.DrawFn, kind: str) -> Descent:
    """Draw a network and derivatives in which no wrong derivative of a child can hide."""
    network = draw(networks_with_outputs(kind))
    size = len(network.nodes[network.root].children)
    wanted = st.lists(numbers(), min_size=size, max_size=size).filter(lambda d: is_telling(network, d))
    return Descent(network, draw(wanted))


def scores_network(kind: str, scores: Sequence[float]) -> Network:
    """A root straight above one parameter per score."""
    builder = Builder()
    return builder.add(kind, *(builder.parameter(s, 0.5) for s in scores)).network()


def wide_descent(kind: str, count: int, size: float) -> Descent:
    """Many children below a root, most of them inputs, and derivatives of about that size."""
    builder = Builder()
    scores = [builder.parameter(0.5) if i % 300 == 0 else builder.input(i % 7 * 0.25 - 0.5) for i in range(count)]
    return Descent(builder.add(kind, *scores).network(), [(-1.5, 0.5, 2.0)[i % 3] * size for i in range(count)])


def labelled(draw: st.DrawFn) -> tuple[list[float], list[float]]:
    """A target (one-hot or soft) and a prediction of the same length."""
    p = draw(probabilities)
    hot = draw(st.integers(0, len(p) - 1))
    weights = draw(st.lists(st.integers(0, 4), min_size=len(p), max_size=len(p)))
    soft = draw(st.booleans()) and sum(weights) > 0
    y = [w / sum(weights) for w in weights] if soft else [float(i == hot) for i in range(len(p))]
    return y, p


targets_and_predictions = st.composite(labelled)()


def check_backward(subject: Subject, network: Network, derivative: list[float]) -> None:
    """Each child of the root gets one derivative, and every parameter moves by its own."""
    if len(derivative) != len(network.nodes[network.root].children):
        raise Impossible("each child has its derivative")
    network = network.with_learning_rate(0.1)
    came = oracle.gradient(network, tuple(derivative))
    parameters = network.parameters
    looks = [value_of(i) for i in parameters]
    answers = subject.ask(network, forward(network.root), calls(), backward(network.root, derivative), calls(), *looks)
    received = answers.counts(3)["derivatives"]
    for child in network.nodes[network.root].children:
        right = came[child]
        expected = f"one derivative for {network.names[child]}: {right!r}"
        answers.holds(
            3,
            received_once(received[child], right),
            expected,
            f"backward({derivative}) was called.",
            got=f"{received[child]}",
        )
    after = oracle.updated(network, derivative)
    for step, i in enumerate(parameters, start=4):
        why = f"This is {network.names[i]} after backward({derivative})."
        answers.number(step, after.nodes[i].value or 0.0, why, ROUGH)


def is_telling(network: Network, derivative: list[float]) -> bool:
    """Whether no child's derivative is so small that a wrong one would pass for it; one probability is always 1."""
    came, children = oracle.gradient(network, tuple(derivative)), network.nodes[network.root].children
    return len(children) == 1 or all(abs(came[child]) > 1e-3 for child in children)


def received_once(got: object, right: float) -> bool:
    return isinstance(got, list) and len(got) == 1 and is_number(got[0]) and oracle.close(got[0], right, ROUGH)


@check("The value of an Output is the list of its children's values", points=1,
       clauses=("5.1", "5.2", "5.3", "5.15"))  # fmt: skip
@given(case=predictions("Output"))
def test_output_is_a_list(subject: Subject, case: Prediction) -> None:
    """From forward() and from predict()."""
    network, inputs = case.network, case.inputs
    answers = subject.ask(network, forward(network.root), predict(network.root, inputs))
    answers.numbers(0, oracle.outputs(network), size=ROUGH)
    answers.numbers(1, oracle.outputs(network.feed(inputs)), f"This is predict({inputs}).", ROUGH)
    values_are_the_childrens(subject)


@check("Output.backward() gives each child its own entry", points=1, clauses=("5.5",))
@given(case=descents("Output"))
@example(case=wide_descent("Output", MANY, 10.0))
def test_output_backward(subject: Subject, case: Descent) -> None:
    """Component j depends on child j alone."""
    check_backward(subject, case.network, case.derivative)


@check("Softmax gives exp(s_i) / sum of all exp(s_j)", points=2, clauses=("5.6",))
@given(network=networks_with_outputs("Softmax"))
@example(network=scores_network("Softmax", [0.5, -1.0] * (MANY // 2)))
def test_softmax_values(subject: Subject, network: Network) -> None:
    """Positive numbers that add up to 1."""
    answers = subject.ask(network, forward(network.root))
    answers.numbers(0, oracle.outputs(network))


@check("Softmax is right for scores of 1000 and of -1000", points=1, clauses=("5.7",))
@given(scores=st.lists(st.sampled_from([1000.0, -1000.0, 0.0, 900.0, -900.0]), min_size=2, max_size=4, unique=True))
@example(scores=[-1000.0, -1000.0])
@example(scores=[-742.5, -741.0])
@example(scores=[709.5, 709.0])
@example(scores=[0.0, 709.5, 709.5])
@example(scores=[708.9] * 4)  # no exp() is too large, but their sum
@example(scores=[704.9] * 200)
@example(scores=[-600.0, -740.0, -650.0, -742.0])
@example(scores=[0.0, -650.0, -685.0])
@example(scores=[-10.0 * i for i in range(60)])
def test_softmax_extremes(subject: Subject, scores: list[float]) -> None:
    """No overflow, no division by zero: only the differences of the scores matter."""
    network = scores_network("Softmax", scores)
    answers = subject.ask(network, forward(network.root))
    answers.numbers(0, right := oracle.outputs(network), size=right)


@check("Softmax.backward() takes into account that every score changes every probability", points=1,
       clauses=("5.5", "5.8"))  # fmt: skip
@given(case=descents("Softmax"))
@example(case=wide_descent("Softmax", SQUARED, 0.1))
def test_softmax_backward(subject: Subject, case: Descent) -> None:
    """Child i gets the sum over j of derivative[j] * d value[j] / d child[i]."""
    check_backward(subject, case.network, case.derivative)


@check("cce_loss() is -sum of y_j log p_j, finite for p = 0, and cce_loss_grad() its derivative", points=2,
       clauses=("5.9", "5.10", "5.11", "5.12", "5.13"))  # fmt: skip
@given(case=targets_and_predictions)
@example(case=([1.0, 0.0], [0.0, 1.0]))
@example(case=([0.25, 0.75], [0.0, 1.0]))
@example(case=([0.5] * MANY, [0.25] * MANY))
@example(case=([1.0] * (3 * MANY), [0.5, 0.25, 0.75] * MANY))
@example(case=([1.0, 0.0], [1.25, 0.5]))  # no probability any more, but the docstring says what becomes of it
def test_cce_loss(subject: Subject, case: tuple[list[float], list[float]]) -> None:
    """One-hot and soft targets; the derivative is a list, shaped like the prediction."""
    y, p = case
    answers = subject.ask(NOTHING, call("cce_loss", y, p), call("cce_loss_grad", y, p))
    loss, slopes = oracle.cross_entropy(y, p)
    answers.number(0, loss, "Probabilities are clipped to [1e-8, 1].")
    answers.numbers(1, slopes, "The partial derivative for each component of the prediction.")


@check("The examples in the text come out as printed, as do others, and a call that fails leaves nothing over",
       points=1, clauses=("5.2", "5.4", "5.5", "5.8", "5.10", "5.14", "5.15"))  # fmt: skip
def test_examples(subject: Subject) -> None:
    """Values, large scores, and a step of learning; nodes of somebody else's may raise an exception, or ask around."""
    examples_hold(subject)
    nothing_is_left_over(subject)
    others_may_derive(subject)


@check(
    "Outputs, losses, and all nodes below answer every call rightly, whatever the numbers are and whatever came before",
    points=3,
    examples=165,
    clauses=tuple(f"5.{i}" for i in range(1, 16)),
)
@given(life=lives_of_outputs())
@example(life=rearranged())
def test_any_life(subject: Subject, life: Life) -> None:
    """Scores of all sizes; several networks; lists that are kept, changed, looked at; children that come and go."""
    live(subject, life, Outputs)
