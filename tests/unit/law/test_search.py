"""The search for the smallest counterexample: what is smaller, what is tried, and what may be shown."""

from __future__ import annotations

import math
import pickle
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.explain.verbs import VERBS
from checks.law import oracle
from checks.law.check import Check, check
from checks.law.living.life import Life
from checks.law.search import minimize
from checks.law.search.company import Company
from checks.law.search.cost import Cost, cost, exactly, tame
from checks.law.search.drawn import each_example
from checks.law.search.minimize import common_factor, reduced, run_to_smallest
from checks.law.search.needless import without_needless_steps
from checks.law.search.numbers import MANY, numbers
from checks.law.search.shorter import MAKING
from checks.law.search.structures import structures
from checks.law.strategies import graphs, trees
from checks.law.strategies import numbers as some_numbers
from checks.law.subject import Subject
from checks.model.kinds import Ref
from checks.model.network import Builder, Network
from checks.model.objects import let
from checks.model.outcomes import Mismatch, Raised, TimedOut
from checks.model.scenario import (
    Scenario,
    Step,
    assign,
    backward,
    calls,
    edit,
    expand,
    forward,
    predict,
    set_children,
    value_of,
)

Drawn = dict[str, Any]


def two_models() -> Network:
    """x1 + w1 and relu(x2) * w2."""
    builder = Builder()
    builder.operation("Add", builder.input(1.5), builder.parameter(-2.0, 0.1))
    relu = builder.operation("ReLU", builder.input(0.25))
    return builder.add("Multiply", relu, builder.parameter(3, 0.1)).network()


NETWORK = two_models()
LIFE = Life(
    NETWORK,
    (
        forward(2),
        assign(0, 0.75),
        predict(6, (0.5,)),
        edit(6, "insert", 0, 0),
        set_children(2, [1, 0]),
        backward(6, -1.5),
        value_of(5),
    ),
)
VALUES = [0.5, -12, 1e300, 5e-324, NETWORK, LIFE, [1.5, [2.0, 3.0]], {"a": NETWORK, "b": [0.5, 2.0]}]


def variants(value: Any) -> list[Any]:
    made = [] if isinstance(value, int | float) else list(structures(value))
    return [*made, *numbers(value)]


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_the_search_ends(value: Any) -> None:
    """Whatever fails, the cost falls: even if every variant fails, there is an end, and nothing is smaller there."""
    end, tries = reduced(value, 0, lambda variant, so_far: so_far + 1)
    assert 0 < tries < 500
    assert cost(end) < cost(value)
    assert not [one for one in variants(end) if cost(one) < cost(end)]


def test_simple_numbers_come_first() -> None:
    """One digit before two, 1 before 2 before 0, positive before negative; and -0.0 is no 0."""
    ordered = [1.0, 2.0, 9.0, 0.0, -1.0, 0.5, -0.5, -0.0, 1.5, 0.25, -1.5, 1000.5, math.inf]
    for simpler, other in pairwise(ordered):
        assert cost(simpler) <= cost(other), (simpler, other)
    assert cost(0.0) < cost(-0.0)


@pytest.mark.parametrize("number", [0.37, -12.5, 1234, 1.0000000000000002])
def test_every_digit_is_tried(number: float) -> None:
    """So no number in a counterexample has a digit that does not matter."""
    text, tried = repr(number), set(map(repr, numbers(number)))
    for at, character in enumerate(text):
        if character.isdigit() and text[:at] + text[at + 1 :] not in ("-", ""):
            without = type(number)(text[:at] + text[at + 1 :])
            assert repr(without) in tried or cost(without) >= cost(number)


def test_equal_numbers_change_together() -> None:
    """If a mistake needs two equal numbers, no one of them can become simpler alone."""
    end, _ = reduced([0.7, 0.7], 0, lambda variant, _: 0 if len(variant) == 2 and variant[0] == variant[1] else None)
    assert end == [1.0, 1.0]


def test_each_node_and_edge_is_tried() -> None:
    """Every operation is replaced by all that is below it, every child of many left out; no operation becomes empty."""
    formulas = {one.formula.partition("   ")[0] for one in structures(NETWORK)}
    assert {"relu(x1) * w1", "x2 * w2", "multiply(relu(x2))", "multiply(w2)"} <= formulas
    assert all(node.children for one in structures(NETWORK) for node in one.nodes if node.kind == "Add")
    builder = Builder()
    root = builder.add("ReLU", builder.input(1.0)).network()
    assert not list(structures(root))  # a root stays an operation: a leaf has no predict()


def test_inputs_take_their_numbers_with_them() -> None:
    """A list with a number for each input loses those of the inputs that go."""
    builder = Builder()
    network = builder.add("Add", builder.input(1.0), builder.parameter(2.0), builder.input(3.0)).network()
    for one in structures({"network": network, "inputs": [5.0, 6.0]}):
        if len(one["network"].inputs()) == 1 == len(one["inputs"]):
            assert one["inputs"] == [6.0 if one["network"].nodes[-2].value == 3.0 else 5.0]
            break
    else:
        pytest.fail("no variant has one input and one number")


def test_a_life_without_a_step_or_a_node() -> None:
    """Steps about a node go with it, others find their nodes again, and what is predicted for fits."""
    found = list(structures(LIFE))
    assert {tuple(s.verb for s in one.steps) for one in found} >= {
        tuple(s.verb for s in (*LIFE.steps[:at], *LIFE.steps[at + 1 :])) for at in range(len(LIFE.steps))
    }
    for one in found:
        kinds = {node.kind for node in one.network.nodes}
        assert all(step.node is None or step.node < len(one.network.nodes) for step in one.steps)
        assert all(one.network.nodes[s.node].kind == "Parameter" for s in one.steps if s.verb == "value_of")
        assert kinds <= {"Input", "Parameter", "Add", "Multiply", "ReLU"}
    assert any(step.argument == [0.5] for one in found for step in one.steps if step.verb == "predict")


def test_nodes_that_a_solution_made_keep_their_names() -> None:
    """Without the first expand(), the second result is the first one, and what was about the first is gone."""
    count = len(NETWORK.nodes)
    life = Life(NETWORK, (expand(2), forward(count), expand(6), forward(count + 1)))
    shorter = {one.steps for one in structures(life)}
    assert (expand(6), forward(count)) in shorter


def test_the_verbs_that_make_nodes_are_known() -> None:
    """Their results have positions, which move when one of these steps goes."""
    assert set(MAKING) == {name for name, verb in VERBS.items() if verb.code.defines}


def test_lives_that_look_alike_are_told_apart() -> None:
    """What was tried is remembered by everything in it: a `repr` may leave out the numbers of a step."""
    other = Life(LIFE.network, (*LIFE.steps[:-1], value_of(1)))
    assert repr(other) == repr(LIFE)
    assert exactly({"life": other}) != exactly({"life": LIFE})


# A whole search


class Made(Subject):
    """A solution made of a function; each answer counts as one question."""

    stem = "ex2_compile"

    def __init__(self, answer: Callable[[Scenario, Step], Any]) -> None:
        self.answer = answer
        self.asked: list[Scenario] = []

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        self.asked.append(scenario)
        return [self.answer(scenario, step) for step in scenario.steps], None


def made(law: Callable[..., None], **drawn: Any) -> Check:
    law.__module__ = "checks.test_ex2_compile"
    function: Any = check("a law", points=1)(given(**drawn)(law))
    found: Check = function.check
    return found


def has_right_value(subject: Subject, network: Network) -> None:
    subject.ask(network, forward(network.root)).number(0, oracle.value(network))


def smallest(one: Check, subject: Subject, right: Subject | None = None) -> Mismatch:
    with pytest.raises(Mismatch) as found:
        run_to_smallest(one, subject, right)
    return found.value


def recorded(one: Check) -> list[Drawn]:
    found: list[Drawn] = []
    each_example(one, lambda law, drawn: found.append(drawn))
    return found


class Moody(Subject):
    """Answers as the lists of answers say, one for each question, and rightly when they are used up."""

    stem = "ex2_compile"

    def __init__(self, *wrong: int) -> None:
        self.wrong = wrong
        self.asked: list[Scenario] = []

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        self.asked.append(scenario)
        off = len(self.asked) in self.wrong
        return [oracle.value(scenario.network) + off], None


@pytest.mark.parametrize("wrong", [range(3, 1000), (3,), (3, 4), (1, 2, 3), ()])
def test_recorded_examples_are_as_good_as_drawn_ones(wrong: Sequence[int]) -> None:
    """The same questions in the same order, and the same outcome, also of a solution that answers in two ways."""
    one = made(has_right_value, network=trees())
    examples = recorded(one)
    told: list[tuple[object, ...]] = []
    for known in (None, examples):
        subject = Moody(*wrong)
        try:
            run_to_smallest(one, subject, None, known)
        except Mismatch as found:
            told.append((subject.asked, str(found), found.scenario, found.steady))
        else:
            told.append((subject.asked, "right"))
    assert told[0] == told[1]


def value(scenario: Scenario, step: Step) -> float:
    return oracle.value(scenario.network, step.node)


def test_smallest_network() -> None:
    """Of a mistake in ReLU, a ReLU of one leaf is left, with a number that tells more than 1 does."""

    def no_relu(scenario: Scenario, step: Step) -> float:
        below = [n for n in scenario.network.below(scenario.network.root) if scenario.network.nodes[n].kind == "ReLU"]
        return value(scenario, step) + len(below)

    found = smallest(made(has_right_value, network=trees()), Made(no_relu))
    assert len(found.scenario.network.nodes) == 2
    assert found.scenario.network.nodes[-1].kind == "ReLU"
    assert found.scenario.network.nodes[0].value == 0.5
    assert found.steady


@pytest.mark.parametrize("factor", [-1.0, 2.0, 0.5])
def test_factor_of_all_wrong_answers(factor: float) -> None:
    """It is told if it holds for each wrong answer of the search, but not for one that is merely so here."""
    always = smallest(made(has_right_value, network=trees()), Made(lambda s, step: factor * value(s, step)))
    assert always.factor == factor
    here = smallest(made(has_right_value, network=trees()), Made(lambda s, step: 1.0 + value(s, step)))
    assert here.factor is None


def test_a_few_wrong_answers_say_nothing() -> None:
    """1 and 2 instead of 2 and 4 may be chance: there must be three different right answers, none of them 0."""
    scenario = Scenario(NETWORK, (forward(6),))

    def wrong(*right: float) -> list[Mismatch]:
        return [Mismatch(scenario, 0, "", "", values=([one], [2 * one])) for one in right]

    assert common_factor(wrong(1.0, 2.0, 3.0)) == 2.0
    assert common_factor(wrong(1.0, 2.0, -2.0)) is None
    assert common_factor([*wrong(1.0, 2.0, 3.0), Mismatch(scenario, 0, "", "", values=([0.0], [1.0]))]) is None
    assert common_factor([*wrong(1.0, 2.0, 3.0), Mismatch(scenario, 0, "", "")]) is None


def test_an_unsteady_answer() -> None:
    """What is right when it is asked again is not made smaller, and nobody says that the check is right."""
    left = iter([True] * 2)
    found = smallest(made(has_right_value, network=trees()), Made(lambda s, step: value(s, step) + next(left, False)))
    assert found.steady is False


def test_no_variant_is_shown_that_a_right_solution_fails() -> None:
    """A law may not be able to judge all variants: where there is a reference, it says so."""

    def sums_only(subject: Subject, network: Network) -> None:
        why = "of a network of three nodes and more"
        answers = subject.ask(network, forward(network.root))
        answers.holds(0, len(network.nodes) >= 3 and answers[0] == oracle.value(network), "the value", why)

    one, wrong = made(sums_only, network=graphs()), Made(lambda s, step: value(s, step) + 1)
    assert len(smallest(one, wrong, right=Made(value)).scenario.network.nodes) == 3
    assert len(smallest(one, wrong).scenario.network.nodes) < 3


def test_an_exception_does_not_become_a_wrong_answer() -> None:
    """A variant must fail in the same way: an answer that is wrong for another reason would lead astray."""

    class Raising(Made):
        def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
            large = len(scenario.network.nodes) > 3
            return ([], Raised("KeyError", "")) if large else ([value(scenario, scenario.steps[0]) + 1], None)

    large = made(has_right_value, network=trees().filter(lambda network: len(network.nodes) > 5))
    found = smallest(large, Raising(value))
    assert found.raised is not None
    assert len(found.scenario.network.nodes) == 4


def test_a_variant_that_does_not_answer() -> None:
    """The search stops with what it has; nobody asked again, so nothing is said about it."""

    def hangs(scenario: Scenario, step: Step) -> float:
        if len(scenario.network.nodes) < 3:
            raise TimedOut("too slow", scenario)
        return value(scenario, step) + 1

    large = made(has_right_value, network=trees().filter(lambda network: len(network.nodes) > 4))
    assert smallest(large, Made(hangs)).steady is None


def test_the_tries_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """However large the example is."""
    monkeypatch.setattr(minimize, "MOST_TRIES", 5)
    wrong = Made(lambda s, step: value(s, step) + 1)
    smallest(made(has_right_value, network=trees(operations=5)), wrong)
    assert len(wrong.asked) < 5 + 10


def test_thousands_of_numbers_are_looked_at_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each entry that may go makes a variant, and each of those takes as long to weigh as there are entries."""

    def law(subject: Subject, entries: list[float]) -> None:
        subject.ask(NETWORK, forward(2)).holds(0, len(entries) < 3000, "fewer entries")

    weighed: list[Drawn] = []
    monkeypatch.setattr(minimize, "cost", lambda drawn: weighed.append(drawn) or cost(drawn))
    smallest(made(law, entries=st.just([0.25, 1.5, 0.75] * 1000)), Made(value))
    assert len(weighed) < 2 * minimize.MOST_WORK / 3000


def test_of_many_numbers_none_becomes_simpler_by_itself() -> None:
    many = [i + 0.25 for i in range(MANY + 1)]
    assert not list(numbers(many))
    assert list(numbers([*many[1:], many[1]]))
    assert list(numbers(many[1:]))


def test_few_questions() -> None:
    """Hypothesis only draws. Its own search would ask several times as many questions."""
    wrong = Made(lambda s, step: value(s, step) + ("ReLU" in {node.kind for node in s.network.nodes}))
    smallest(made(has_right_value, network=graphs()), wrong)
    assert len(wrong.asked) < 60


def test_what_draws_by_itself_is_left_to_hypothesis() -> None:
    """The `data` of a test is no plain data."""

    def drawing(subject: Subject, network: Network, data: st.DataObject) -> None:
        network = network.having({leaf: data.draw(some_numbers()) for leaf in network.leaves})
        has_right_value(subject, network)

    found = smallest(made(drawing, network=trees(), data=st.data()), Made(lambda s, step: value(s, step) + 1))
    assert found.steady
    assert len(found.scenario.network.nodes) < 6


def test_all_that_is_known_of_a_mismatch_is_kept() -> None:
    """Findings are shared between processes."""
    found = Mismatch(Scenario(NETWORK, (forward(6),)), 0, "1", "2")
    found.steady, found.factor, found.before = True, 2.0, (Scenario(NETWORK, ()),)
    again = pickle.loads(pickle.dumps(found))
    assert (again.steady, again.factor, again.before) == (True, 2.0, found.before)


# Steps


def test_needless_steps_go() -> None:
    """A question before goes if the wrong answer stays: one that changes something, only if a right solution agrees."""
    wrong = Made(lambda s, step: 99.0 if step == s.steps[-1] else value(s, step))
    scenario = Scenario(NETWORK, (forward(2), calls(), assign(0, 0.5), forward(6), value_of(0), forward(2)))
    found = Mismatch(scenario, 3, "1", "99.0")
    assert without_needless_steps(found, wrong, None).scenario.steps == (assign(0, 0.5), forward(6))
    found = Mismatch(scenario, 3, "1", "99.0")
    assert without_needless_steps(found, wrong, Made(value)).scenario.steps == (forward(6),)
    found = Mismatch(scenario, 1, "1", "99.0")  # counts depend on what was asked before
    assert without_needless_steps(found, wrong, None).scenario.steps == (forward(2), calls())


def test_a_step_that_the_law_compares_with_stays() -> None:
    """The message says that the first answer was expected again: so the first question must be told."""
    wrong = Made(lambda s, step: 99.0 if step == s.steps[-1] else 5.0)
    found = Mismatch(Scenario(NETWORK, (forward(2), forward(6))), 1, "5.0", "99.0")
    assert len(without_needless_steps(found, wrong, None).scenario.steps) == 2


# In company


class Leaving(Made):
    """A solution that keeps something in its module, until it is loaded again."""

    def __init__(self) -> None:
        super().__init__(value)
        self.seen: list[str] = []

    def load_again(self) -> None:
        self.seen.clear()

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        answers, raised = super().perform(scenario)
        wrong = "ReLU" in self.seen
        self.seen += [node.kind for node in scenario.network.nodes]
        return [one + wrong for one in answers], raised


def scenarios(count: int) -> Iterator[Scenario]:
    for at in range(count):
        builder = Builder()
        kind = "ReLU" if at == 3 else "Add"
        network = builder.add("Add", builder.operation(kind, builder.input(at + 1.5)), builder.input(2.5)).network()
        yield Scenario(network, (forward(0), forward(network.root)))


def test_the_question_before_that_matters() -> None:
    """One question is left before it, and as little of that as makes the difference."""
    earlier = tuple(scenarios(12))
    network = earlier[-1].network
    found = Mismatch(Scenario(network, (forward(network.root),)), 0, "1", "2")
    smaller = Company(has_right_value, Leaving(), None).smallest({"network": network}, found, earlier)
    assert (smaller.in_company, smaller.steady) == (True, True)
    (before,) = smaller.before
    assert [node.kind for node in before.network.nodes] == ["Input", "ReLU"]
    assert len(before.steps) == 1
    assert len(smaller.scenario.network.nodes) == 2


def test_what_does_not_happen_again_in_company() -> None:
    """Then no question before is shown, and nobody says that it is steady."""
    network = next(scenarios(1)).network
    found = Mismatch(Scenario(network, (forward(network.root),)), 0, "1", "2")
    same = Company(has_right_value, Made(value), None).smallest({"network": network}, found, tuple(scenarios(3)))
    assert same is found
    assert (same.in_company, same.steady, same.before) == (True, False, ())


def test_costs_add_up() -> None:
    """Nodes weigh more than edges, edges more than steps, steps more than digits."""
    assert cost([1.5, 2.0]) == Cost(entries=2, digits=3, rank=cost(1.5).rank + cost(2.0).rank)
    assert cost(Life(NETWORK, ())) < cost(LIFE)


def test_an_object_needs_no_name_if_it_does_not_matter() -> None:
    """A list that is passed once stands where it is passed."""
    life = Life(NETWORK, (let("given1", [0.5]), predict(6, Ref("given1")), forward(6)))
    assert (predict(6, [0.5]), forward(6)) in [one.steps for one in structures(life) if one.network == NETWORK]


def test_a_network_whose_values_are_not_known_is_not_tame() -> None:
    """A macro, or an Output inside a sum: nothing is promised about it, and nothing of ours fails."""
    for kind in ("Output", "Linear"):
        builder = Builder()
        network = builder.add("Add", builder.operation(kind, builder.input(1.0)), builder.input(2.0)).network()
        assert not tame({"network": network})
