"""Lives of exercise 8: what is right, what nobody knows, and that a life can fail."""

from __future__ import annotations

import pytest

from checks.law import oracle
from checks.law.living.life import Impossible, Life, live
from checks.law.unroll.unrolled import Unclear, line, line_after, slope, slope_of
from checks.law.unroll.unrolling import UnrolledModel
from checks.model.kinds import Cut, Interruption, decode, encode, spell
from checks.model.network import Builder, Network
from checks.model.objects import attempt
from checks.model.outcomes import Mismatch
from checks.model.scenario import (
    Step,
    assign,
    edit,
    run_function,
    run_training,
    survey,
    unroll,
    unroll_training,
    value_of,
)
from checks.model.status import Status
from grader.course import registry
from grader.judge.trusted import TrustedSubject
from grader.misconceptions import catalogue
from grader.selftest.batch_check import verdict

STEM = "ex8_unroll"


def product() -> Network:
    """w * asked(x), whose macro brings a parameter, another one when it is asked again; and a leaf to add."""
    builder = Builder()
    builder.input(4.0)
    w, x = builder.parameter(0.5, 0.25), builder.input(2.0)
    return builder.add("Multiply", w, builder.operation("Asked", x)).network()


ROOT, WEIGHT = 4, 1


def lived(*steps: Step, text: str = "") -> None:
    """Ask a solution, by default the reference."""
    live(TrustedSubject(STEM, text or catalogue.reference(STEM)), Life(product(), steps), UnrolledModel)


def test_functions_stay_and_trainings_change_the_graph() -> None:
    """The reference lives a whole life."""
    samples = [([1.0], 2.0), ((0.5,), 1)]
    lived(
        unroll(ROOT),
        unroll_training(ROOT, "mse"),
        assign(WEIGHT, -1.0),
        run_training(ROOT, samples),
        run_function(ROOT, [3.0]),
        value_of(WEIGHT),
        survey(ROOT),
        attempt(run_training(ROOT, Cut(tuple(samples)))),
        attempt(run_training(ROOT, [*samples, ([1.0, 2.0], 1.0), *samples])),
        value_of(WEIGHT),
        attempt(run_function(ROOT, [])),
        attempt(unroll_training(ROOT, "mae")),
    )


@pytest.mark.parametrize(
    "steps",
    [
        [unroll(3)],
        [unroll_training(ROOT, "mse"), edit(ROOT, "insert", 0, 0), run_training(ROOT, [([1.0, 1.0], 2.0)])],
        [survey(ROOT)],
        [attempt(unroll(ROOT))],
        [attempt(unroll_training(ROOT, "mae"))],
    ],
    ids=["a macro", "another shape", "not unrolled", "nothing unknown", "macros that may be gone"],
)
def test_what_nobody_knows_is_not_asked(steps: list[Step]) -> None:
    """The text leaves it open."""
    with pytest.raises(Impossible):
        lived(*steps)


@pytest.mark.parametrize("name", ["body_called_twice", "values_of_unroll_time", "only_exception_written_back"])
def test_a_life_shows_mistakes(name: str) -> None:
    """Lives can fail."""
    steps = [
        unroll_training(ROOT, "mse"),
        assign(WEIGHT, -1.0),
        attempt(run_training(ROOT, Cut((([1.0], 2.0),)))),
        value_of(WEIGHT),
    ]
    lived(*steps)
    with pytest.raises(Mismatch):
        lived(*steps, text=catalogue.wrong_solutions(STEM)[name])


def test_data_may_be_interrupted() -> None:
    """By what is no Exception; the code to paste says so, too."""
    data = encode(Cut((1.0, 2.0)))
    assert spell(data) == "cut([1.0, 2.0])"
    iterator = decode(data)
    assert [next(iterator), next(iterator)] == [1.0, 2.0]
    with pytest.raises(Interruption):
        next(iterator)


def test_the_slope_of_a_loss_is_clear_or_not() -> None:
    """Close to 1, the digits of 1 - p are lost."""
    assert slope_of("mse", 1.0, 0.5) == (-1.0, 3.0)
    assert slope_of("cce", 1.0, 0.5)[0] == -2.0
    assert slope_of("bce", 1.0, 0.5)[0] == -2.0
    with pytest.raises(Unclear):
        slope_of("bce", 1.0, 1 - 1e-7)


@pytest.mark.parametrize("loss", ["mse", "bce"])
def test_a_line_is_trained_as_any_network(loss: str) -> None:
    """The short way for thousands of samples comes to what the oracle says."""
    network, data = line((0.5, -1.5), loss), [([2.0], 1.0), ([-1.0], 0.0)] * 3
    after = oracle.descend(network, data, len(data), lambda y, p: slope(loss, y, p))[-1]
    assert line_after((0.5, -1.5), data, loss) == pytest.approx([after.nodes[i].value for i in network.parameters])


@pytest.mark.parametrize(
    ("check", "mistake"),
    [
        ("training", "one_call_for_each_sample"),
        ("training", "the_first_thousand"),
        ("no_parameter_moves_early", "only_downhill"),
        ("extremes", "highest_at_least_zero"),
        ("macros", "two_bodies_deep"),
        ("macros", "macros_at_the_top_only"),
        ("macros", "macro_one_level"),
        ("largest", "macros_counted_too"),
        ("largest", "limit_off_by_one"),
        ("long_life", "sigmoid_cut_off"),
    ],
)
def test_a_check_catches(check: str, mistake: str) -> None:
    """Each by the world that was drawn wider for it."""
    (one,) = [one for one in registry.all_checks(STEM) if one.id == f"{STEM}::{check}"]
    assert verdict(one, TrustedSubject(STEM, catalogue.wrong_solutions(STEM)[mistake], 2.0)) is not Status.PASSED
