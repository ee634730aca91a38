"""Lives of networks whose roots have several numbers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from checks.law import oracle
from checks.law.living.life import Impossible, Life, live
from checks.law.living.output_lives import lives_of_outputs
from checks.law.living.outputs import Outputs, loss
from checks.model.kinds import Ref
from checks.model.network import Builder, Network, Node
from checks.model.objects import attempt, keep, let, look, refill
from checks.model.outcomes import Mismatch
from checks.model.scenario import Step, assign, backward, call, calls, edit, forward, operate, predict
from grader.judge.trusted import TrustedSubject
from grader.misconceptions import catalogue

STEM = "ex5_outputs"


def network() -> Network:
    """A free input, 0; a parameter 1, an input 2 and a sum 4 of a parameter 3 below a Softmax 5; a Mirrored 8."""
    builder = Builder()
    builder.input(4.0)
    w, x = builder.parameter(1.0, 0.5), builder.input(2.0)
    builder.operation("Softmax", w, x, builder.operation("Add", builder.parameter(0.0, 1.0)))
    return builder.add("Mirrored", builder.input(7.0), builder.input(8.0)).network()


STORY = (
    forward(5),
    keep("kept1"),
    operate(5, [1000.0, 0, -1000]),
    backward(5, (1.5, 0.0, -2)),
    backward(4, 3.0),
    calls(),
    predict(8, (1, 2)),
    edit(5, "insert", 1, 0),
    backward(5, [0.0, 0.0, 0.0, 0.0]),
    calls(),
    look("kept1"),
    call("cce_loss", [1, 0.5], (0.0, 1.25)),
    call("cce_loss_grad", [1, 0.5], (0.0, 1.25)),
)


PASSED_ON = (
    forward(5),
    keep("kept1"),
    call("cce_loss_grad", [1, 1, 0.5], Ref("kept1")),
    keep("kept2"),
    backward(5, Ref("kept2")),
    calls(),
)
AGAIN = (
    let("given1", [0.0, 0.0, 0.0]),
    backward(5, Ref("given1")),
    refill("given1", [0.0, 3, 0.5]),
    backward(5, Ref("given1")),
    calls(),
)


@pytest.mark.parametrize(
    ("steps", "name"),
    [
        (PASSED_ON, "gradient_knows_the_truth"),
        (AGAIN, "derivative_kept"),
        ((attempt(predict(5, [])),), "predict_counts_nothing"),
        ((attempt(predict(8, [1.0])), forward(8)), "predict_assigns_before_it_counts"),
        ((call("cce_loss_grad", [1e-13, 1], [0.0, 1]),), "tiny_targets_left_out"),
        ((forward(10), backward(10, [1.0, 2.0]), calls()), "as_many_components_as_children"),
        (
            (call("cce_loss", [1], [0.5]), call("cce_loss_grad", [1], [0.25])),
            "clip_of_the_last_loss",
        ),
    ],
)
def test_what_passes_between_the_parts(steps: tuple[Step, ...], name: str) -> None:
    """Lists that are passed on or filled anew, a wrong number of inputs, another number of components."""
    builder = Builder()
    builder.insert(network())
    ends = builder.add("Ends", builder.input(3.0)).network()
    live(TrustedSubject(STEM, catalogue.reference(STEM)), Life(ends, steps), Outputs)
    with pytest.raises(Mismatch):
        live(TrustedSubject(STEM, catalogue.wrong_solutions(STEM)[name]), Life(ends, steps), Outputs)


def test_a_score_that_was_moved_far_is_not_asked() -> None:
    """Its last digits are the solution's own, and the probabilities depend on them."""
    with pytest.raises(Impossible, match="its digits"):
        live(
            TrustedSubject(STEM, "raise SystemExit"), Life(network(), (backward(5, [1e6, 0, 1e6]), forward(5))), Outputs
        )


def test_the_reference_lives_as_the_model_says() -> None:
    """Values, derivatives at each node, changes, losses."""
    live(TrustedSubject(STEM, catalogue.reference(STEM)), Life(network(), STORY), Outputs)


@pytest.mark.parametrize(
    ("old", "new", "step"),
    [
        ("highest = max(x)", "highest = max(0.0, min(x))", 2),
        ("for child, row in zip(", "for child, row in () if not any(derivative) else zip(", 9),
        ("- p[i]) for j in", "- p[i]) * 1.001 for j in", 5),
    ],
)
def test_a_wrong_solution_fails_at_the_step_that_shows_it(old: str, new: str, step: int) -> None:
    """Overflow in op, no call for a derivative of 0, a Jacobian that is a little off."""
    source = catalogue.reference(STEM)
    assert source.count(old) == 1
    with pytest.raises(Mismatch) as caught:
        live(TrustedSubject(STEM, source.replace(old, new)), Life(network(), STORY), Outputs)
    assert caught.value.step == step


@pytest.mark.parametrize(
    ("steps", "old", "new"),
    [
        (
            (let("given1", [1.0, -20, 3]), operate(5, Ref("given1")), look("given1")),
            "total = sum(powers)",
            "x[:] = powers; total = sum(powers)",
        ),
        (
            (assign(1, -742.5), predict(5, [-741.0]), assign(3, -739.75), forward(5)),
            "highest = max(x)",
            "highest = 0.0 if -745 < max(x) < 700 else max(x)",
        ),
        (
            (predict(5, [-550.0]),),
            "[math.exp(score - highest) for",
            "[math.exp(score - highest) if score > highest - 500 else 0.0 for",
        ),
    ],
)
def test_an_argument_stays_and_so_do_the_digits(steps: tuple[Step, ...], old: str, new: str) -> None:
    """A list given to op() is the caller's; at both ends of the floats softmax is what it is elsewhere."""
    source = catalogue.reference(STEM)
    assert source.count(old) == 1
    live(TrustedSubject(STEM, source), Life(network(), steps), Outputs)
    with pytest.raises(Mismatch):
        live(TrustedSubject(STEM, source.replace(old, new)), Life(network(), steps), Outputs)


@pytest.mark.parametrize(
    ("steps", "complaint"),
    [
        ((backward(8, [1.0, 2.0]),), "of its own"),
        ((backward(5, 1.0),), "gets a list"),
        ((backward(4, [1.0]),), "gets a list"),
        ((edit(8, "insert", 0, 5),), "below another"),
        ((edit(8, "delete", 0), edit(8, "delete", 0)), "at least one"),
        ((operate(4, [1.0]),), None),
        ((predict(5, [1e6]), forward(5)), "too large"),
    ],
)
def test_impossible_lives_of_outputs(steps: tuple[Step, ...], complaint: str | None) -> None:
    """What the text does not allow, or leaves open, is no life."""
    with pytest.raises(Impossible, match=complaint):
        live(TrustedSubject(STEM, "raise SystemExit"), Life(network(), steps), Outputs)


def test_an_output_below_another_is_no_network() -> None:
    """Nor is one without children."""
    with pytest.raises(Impossible, match="below another"):
        Outputs(Network((Node("Input", value=1.0), Node("Output", (0,)), Node("Add", (1,)))))
    with pytest.raises(Impossible, match="at least one"):
        Outputs(Network((Node("Output"),)))


def test_the_size_of_a_loss_is_that_of_its_terms() -> None:
    """Terms of both signs may cancel in the sum, but not in the size."""
    (value, size), slopes = loss([1.0, -1.0], [0.25, 0.25])
    assert value == 0
    assert size == pytest.approx(2 * oracle.cross_entropy([1.0], [0.25])[0])
    assert [slope for slope, _ in slopes] == [-4.0, 4.0]


@settings(max_examples=60)
@given(life=lives_of_outputs())
def test_lives_of_outputs(life: Life) -> None:
    """Whatever is drawn can be lived."""
    live(TrustedSubject(STEM, catalogue.reference(STEM)), life, Outputs)
