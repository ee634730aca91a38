"""What macros stand for, by the law and by the course's own classes; and lives in which they are expanded."""

from __future__ import annotations

import pytest

from checks.law import oracle
from checks.law.living.expanding import MacroModel
from checks.law.living.life import Impossible, Life, live
from checks.law.macros import ALL_MACROS, without_macros
from checks.model.network import Builder, Network
from checks.model.objects import attempt
from checks.model.outcomes import Mismatch
from checks.model.scenario import (
    Step,
    assign,
    backward,
    edit,
    expand,
    fill,
    forward,
    predict,
    set_rate,
    survey,
    value_of,
)
from grader.judge.trusted import TrustedSubject
from grader.misconceptions import catalogue

STEM = "ex4_macros"
VALUE = 0.625


def over(kind: str) -> Network:
    """A sum of that macro over an input and a parameter, or over the input alone."""
    builder = Builder()
    children = [builder.input(2.0)] if kind == "Same" else [builder.input(2.0), builder.parameter(3.0)]
    return builder.add("Add", builder.operation(kind, *children)).network()


def above(kind: str) -> Network:
    """A sum of that macro over another macro."""
    builder = Builder()
    return builder.add("Scaled", builder.input(2.0)).add(kind, 1).add("Add", 2).network()


def grown() -> Network:
    """A tree without macros, and a macro to be put into it later."""
    builder = Builder()
    x, y = builder.input(1.0), builder.input(2.0)
    builder.operation("Scaled", y)
    return builder.add("Add", builder.operation("Multiply", x)).network()


def lived(network: Network, *steps: Step, text: str = "") -> None:
    """Ask a solution, by default the reference."""
    live(TrustedSubject(STEM, text or catalogue.reference(STEM)), Life(network, steps), MacroModel)


@pytest.mark.parametrize("kind", sorted(ALL_MACROS))
def test_the_law_and_the_course_agree_on_each_macro(kind: str) -> None:
    """Expanded, with one value for all parameters that come with it."""
    network = over(kind)
    lived(network, expand(2 if kind == "Same" else 3), survey(len(network.nodes)))
    lived(network, expand(network.root), fill(network.root + 1, [VALUE]), forward(network.root + 1))


def test_a_macro_at_the_root_is_written_out() -> None:
    """Also one that stands for a node that is there already."""
    builder = Builder()
    right = without_macros(builder.add("Same", builder.input(2.0)).network(), 0.5)
    assert oracle.value(right) == 2.0


def test_trees_may_be_trained_and_expanded_again() -> None:
    """The reference lives a whole life."""
    builder = Builder()
    network = builder.add("Add", builder.operation("Linear", builder.input(2.0))).network()
    first, second = network.root + 1, network.root + 2
    start = [expand(network.root), fill(first, [VALUE]), predict(first, [4.0]), backward(first, 0.5), survey(first)]
    again = [expand(network.root), fill(second, [VALUE]), forward(second)]
    lived(network, *start, *again)


@pytest.mark.parametrize(
    "steps",
    [
        [expand(4), fill(5, [VALUE]), backward(5, 0.5), value_of(1)],
        [expand(4), fill(5, [VALUE]), assign(1, 7.0), forward(5)],
        [expand(4), fill(5, [VALUE]), set_rate(1, 0.5), forward(5)],
        [expand(4), fill(5, [VALUE]), edit(4, "delete", 0), forward(5)],
        [expand(4), forward(5)],
        [forward(4)],
        [edit(3, "delete", 0)],
        [attempt(forward(4))],
    ],
    ids=[
        "moved elsewhere",
        "set elsewhere",
        "other rate",
        "other children",
        "drawn",
        "macro",
        "children of a macro",
        "two macros",
    ],
)
def test_what_nobody_knows_is_not_asked(steps: list[Step]) -> None:
    """Solutions may share parameters between trees or copy them, and expand in place or not."""
    builder = Builder()
    x, w = builder.input(2.0), builder.parameter(3.0)
    network = builder.add("Add", builder.operation("Linear", x, w), builder.operation("Add")).network()
    assert network.root == 4
    with pytest.raises(Impossible):
        lived(network, *steps)


@pytest.mark.parametrize(
    ("name", "network", "steps"),
    [
        ("flagged", grown(), [expand(4), edit(4, "insert", 0, 2), expand(4), survey(6)]),
        ("macro_gets_value", over("Scaled"), [attempt(forward(2))]),
        ("root_forgotten", over("Scaled"), [expand(2), survey(4)]),
        ("learning_rate_kept", over("Scaled"), [expand(3), set_rate(1, 0.5), expand(3), backward(5, 1.0), survey(5)]),
        ("unknown_leaf_lost", Builder().add("Seven").add("Add", 0).network(), [expand(1), forward(2)]),
        ("value_means_leaf", over("Fixed"), [expand(3), survey(4)]),
        ("direct_subclasses", over("Doubled"), [expand(3), survey(4)]),
        ("reads_children_of_macro", above("Sighted"), [expand(3), forward(4)]),
    ],
)
def test_a_life_shows_mistakes(name: str, network: Network, steps: list[Step]) -> None:
    """Lives can fail."""
    text = catalogue.wrong_solutions(STEM)[name]
    lived(network, *steps)
    with pytest.raises(Mismatch):
        lived(network, *steps, text=text)
