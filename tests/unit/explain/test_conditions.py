"""When a check fails: the search for a condition, tried with rules that are planted, and with real mistakes."""

from __future__ import annotations

import math
import random
import types
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from checks.explain.conditions import search
from checks.explain.conditions.facts import all_numbers
from checks.explain.conditions.features import FEATURES
from checks.explain.conditions.moments import FeaturesOf, features_of, moments
from checks.explain.conditions.search import CHANCE, LEAST, condition, when_it_fails
from checks.explain.failure import Failure
from checks.explain.messages import explain
from checks.law.living.life import Life
from checks.law.search.labelled import Labelled, labels
from checks.law.subject import LocalSubject
from checks.model.kinds import Once, Ref, encode
from checks.model.network import Builder, Network
from checks.model.objects import example
from checks.model.outcomes import Mismatch
from checks.model.scenario import (
    Scenario,
    Step,
    assign,
    backward,
    call,
    calls,
    compile_,
    forward,
    predict,
    set_children,
    value_of,
)
from checks.model.status import Status
from grader.course import registry
from grader.course.sampling import OWN
from grader.judge.bank.examples import recorded_examples
from grader.misconceptions.catalogue import reference, wrong_solutions

Rule = Callable[[Scenario], bool]


def holding(scenario: Scenario) -> set[str]:
    """The words of the features that hold for a scenario as a whole."""
    features = features_of(scenario)
    return {feature.so for i, feature in enumerate(FEATURES) if features.holds(0, i)}


def holds(words: str, scenario: Scenario) -> bool:
    """Tell whether the feature with these words holds for a scenario as a whole."""
    assert words in {feature.so for feature in FEATURES}
    return words in holding(scenario)


@cache
def graphs(count: int = 40) -> list[Scenario]:
    """Some questions about graphs of all kinds."""
    dice, found = random.Random(0), []
    for _ in range(count):
        builder = Builder()
        for _ in range(dice.randint(1, 3)):
            builder.input(dice.choice([0.5, -1.5, 2.0]))
            builder.parameter(dice.choice([0.5, -0.7, 1.2]))
        root = 0
        for kind in dice.choices(["Add", "Multiply", "ReLU", "Sigmoid"], k=dice.randint(1, 4)):
            further = 0 if kind in ("ReLU", "Sigmoid") else dice.randint(0, 2)
            root = builder.operation(kind, root, *dice.choices(range(len(builder.nodes)), k=further))
        network = builder.network()
        found.append(Scenario(network, (backward(network.root, dice.choice([1.5, -0.5])), calls())))
    return found


def labelled_by(rule: Rule, questions: list[Scenario] | None = None) -> list[Labelled]:
    return [label(scenario, rule(scenario)) for scenario in questions or graphs()]


def label(scenario: Scenario, fails: bool, in_order: bool = False) -> Labelled:
    return Labelled(scenario, fails, len(scenario.steps) - 1, in_order)


def has(*words: str) -> Rule:
    """The rule that a solution fails where all of these features hold."""
    return lambda scenario: all(holds(one, scenario) for one in words)


# A rule that is planted


@pytest.mark.parametrize(
    "words", ["a node is twice a child of one parent", "there is a ReLU", "an operation has more than two children"]
)
def test_one_feature_is_found(words: str) -> None:
    """With the numbers of both sides."""
    found = labelled_by(has(words))
    failing = sum(one.fails for one in found)
    expected = f"It fails whenever {words} ({failing} of {failing} networks), and never otherwise (0 of "
    assert condition(found).startswith(expected)


def test_a_negation_is_found() -> None:
    """A solution may fail where something is missing."""
    words = "It fails whenever no node is a child in two places ("
    assert condition(labelled_by(lambda s: not holds("a node is a child in two places", s))).startswith(words)


def test_two_features_are_found_together() -> None:
    """If no single one separates, and there are enough questions for the many pairs that are tried."""
    both = has("there is a Multiply", "a derivative from above is negative")
    words = "It fails whenever a derivative from above is negative and there is a Multiply ("
    assert condition(labelled_by(both, graphs(120))).startswith(words)
    assert condition(labelled_by(both)) == ""


def test_one_example_that_contradicts_is_enough() -> None:
    """A condition that does not hold for every failing question, and for no other, is not told."""
    clean = labelled_by(has("there is a ReLU"))
    assert condition(clean)
    for at in (0, len(clean) // 2, len(clean) - 1):
        spoilt = [*clean[:at], clean[at]._replace(fails=not clean[at].fails), *clean[at + 1 :]]
        assert "there is a ReLU (" not in condition(spoilt)


def test_too_few_examples_are_no_ground() -> None:
    """Fewer than three on one side, or so few in all that chance would do: six questions, three of which fail."""
    found = labelled_by(has("there is a ReLU"))
    failing = [one for one in found if one.fails]
    passing = [one for one in found if not one.fails]
    assert condition(failing + passing)
    assert not condition(failing[: LEAST - 1] + passing)
    assert not condition(failing + passing[: LEAST - 1])
    assert not condition(failing[:LEAST] + passing[:LEAST])


def test_a_condition_is_not_made_clean_by_patching() -> None:
    """A second feature that takes away one or two questions, no more, is a coincidence."""
    rule = has("there is a Multiply")
    found = labelled_by(rule)
    at = next(i for i, one in enumerate(found) if one.fails)
    assert not condition([*found[:at], found[at]._replace(fails=False), *found[at + 1 :]])


def test_the_simplest_is_told() -> None:
    """Of features that hold for the same questions the first in the list; what is so before what is not; no pairs."""
    sentence = condition(labelled_by(has("there is a ReLU")))
    assert " and " not in sentence.partition("(")[0]
    questions = [Scenario(leaf(value), (forward(1),)) for value in (-3.0, -2.0, -1.0, *map(float, range(1, 40)))]
    found = [label(question, fails=(question.network.nodes[0].value or 0.0) < 0) for question in questions]
    # The input is negative, and so are the sum of it and every value.
    assert (
        condition(found) == "It fails whenever an input is negative (3 of 3 networks), and never otherwise (0 of 39)."
    )


def leaf(value: float) -> Network:
    builder = Builder()
    return builder.add("Add", builder.input(value)).network()


def test_fails_on_every_network() -> None:
    """No condition is needed; for functions the networks are called questions."""
    assert condition(labelled_by(lambda s: True)) == f"It fails on every network ({len(graphs())} of {len(graphs())})."
    calls = [Scenario(Network(()), (call("gradients", float(i), 1.0, 2.0, 3.0),)) for i in range(40)]
    assert condition(labelled_by(lambda s: True, calls)) == "It fails on every question (40 of 40)."


def test_a_question_is_counted_once() -> None:
    """Hypothesis may draw it twice. If it is answered rightly and wrongly, the condition is not in the question."""
    found = labelled_by(has("there is a ReLU"))
    assert condition(found * 2) == condition(found)
    assert not condition([*found, found[0]._replace(fails=not found[0].fails)])


def test_order_does_not_matter() -> None:
    """Neither that of the questions nor that of sets: the sentence is the same every time."""
    found = labelled_by(has("a node is twice a child of one parent"))
    assert condition(found) == condition(found[::-1])


def test_chance_separates_rarely() -> None:
    """The arithmetic of the rule holds: of random labels with few failing questions, less than 1 % get a condition."""
    dice = random.Random(1)
    told = 0
    rounds = 0
    for failing in (3, 4, 5):
        for _ in range(40):
            chosen = set(dice.sample(range(len(graphs())), failing))
            found = [label(scenario, i in chosen) for i, scenario in enumerate(graphs())]
            told += bool(condition(found))
            rounds += 1
    assert told <= 2 + CHANCE * rounds


def test_the_documented_figures() -> None:
    """Three failing ones of forty are enough for one feature, while two of forty never are."""
    singles = search._single_features([one for scenario in graphs() for one in moments(label(scenario, fails=False))])
    assert 30 < len(singles) < CHANCE * math.comb(40, LEAST)
    assert len(singles) > CHANCE * math.comb(40, LEAST - 1)


def test_candidates_are_counted_only_where_a_bound_does_not_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told is the same; with the bound, far fewer features are looked at."""
    found, told, looked_at = labelled_by(has("there is a ReLU")), [], []
    for bound in (search.MOST, 10**30):
        known: dict[bytes, dict[int, list[int]]] = {}
        monkeypatch.setattr(search, "MOST", bound)
        monkeypatch.setattr("checks.explain.conditions.moments._known", known)
        told.append(condition(found))
        looked_at.append(sum(bits[0].bit_count() for places in known.values() for bits in places.values()))
    assert told[0] == told[1] != ""
    assert 2 * looked_at[0] < looked_at[1]


def test_of_two_features_each_holds_for_all_that_fail() -> None:
    """So the others need not be looked at everywhere; those that are left come in the same order."""
    found = [moment for one in labelled_by(has("there is a ReLU", "there is an Add")) for moment in moments(one)]
    wanted = sum(1 << k for k, moment in enumerate(found) if moment.fails)
    every = search._single_features(found)
    both = [one for one in every if one.where & wanted == wanted]
    assert 1 < len(both) < len(every)
    assert search._single_features(found, [one for one in found if one.fails]) == both


def test_it_holds_for_the_network_that_is_shown() -> None:
    """A sentence that the network above it contradicts is not told; one after a question asked alone is not bound."""
    sums = [Scenario(leaf(float(i)), (forward(1),)) for i in range(10)]
    found = [*labelled_by(has("there is a ReLU")), *(label(one, fails=False) for one in sums)]
    sentence = condition(found)
    shown = Mismatch(Scenario(leaf(20.0), (forward(1),)), 0, "1", "2")
    assert "there is a ReLU (" in sentence
    assert "there is a ReLU (" not in condition(found, shown)
    shown.in_company = True
    assert condition(found, shown) == sentence
    fitting = next(one.scenario for one in found if one.fails)
    assert condition(found, Mismatch(fitting, 1, "1", "2")) == sentence


def test_it_holds_for_the_call_that_is_shown() -> None:
    """In lives it is the call whose answer was wrong."""
    found = [counted(float(i), forward(1), assign(0, float(i)), forward(1), calls(), fails=3) for i in range(1, 9)]
    found += [counted(float(i), forward(1), calls(), assign(0, i + 1.0), forward(1), calls()) for i in range(1, 9)]
    assert condition(found, Mismatch(found[0].scenario, 3, "0", "1")) == condition(found) != ""
    other = counted(1.0, forward(1), assign(0, 5.0), forward(1), calls(), fails=3).scenario
    assert condition(found, Mismatch(other, 3, "0", "1")) == ""


# What is counted in a question


def test_facts_follow_the_steps() -> None:
    """What a step changes counts as well: values that are assigned, fed or learned, and children."""
    builder = Builder()
    w, x, y = builder.parameter(1.0, 0.5), builder.input(2.0), builder.input(3.0)
    inner = builder.operation("Multiply", w, x)
    root = builder.operation("Add", inner, y)
    network = builder.network()

    def after(*steps: Step) -> set[str]:
        return holding(Scenario(network, (*steps, forward(root))))

    plain = after()
    assert {"there is a Multiply", "there is more than one Input", "a learning rate is 0.5 or more"} <= plain
    assert not plain & {"a value is 0", "a value is negative", "an inner node is asked", "there are two models"}
    assert "an input is 0" in after(assign(x, 0.0)) - plain
    assert "a parameter is changed by hand" in after(assign(w, 4.0)) - after(assign(w, 1.0))
    assert "an operation has a value that is 0" in after(predict(root, [0.0, 1.0]))
    assert "a number is an int" in after(predict(root, [4, 1])) - plain
    assert "a number is an int" in after(assign(x, 2)) - after(assign(x, 2.0))
    assert "a number is -0.0" in after(assign(x, -0.0)) - after(assign(x, 0.0))
    assert "a parameter is moved by backward()" in after(backward(root, 1.5)) - after(backward(root, 0.0))
    assert "a derivative from above is 0" in after(backward(root, 0.0))
    assert "an inner node is asked before the root" in after(compile_(inner), compile_(root))
    assert "an inner node is asked before the root" not in after(compile_(root), compile_(inner))
    assert "a node gets other children" in after(set_children(root, [inner, inner]))
    assert "a node is twice a child of one parent" in after(set_children(root, [inner, inner])) - plain
    assert "the same inputs come twice" in after(predict(root, [1.0, 2.0]), predict(root, [1.0, 2.0]))
    assert "the same is asked a second time" in after(predict(root, [1.0, 2.0]), predict(root, [1.0, 3.0]))
    assert "a leaf is asked" in after(forward(w))


def test_arguments_may_have_a_kind() -> None:
    """A tuple or an iterator crosses as data with its kind."""
    scenario = Scenario(Network(()), (call("train", 0.5, 1.0, Once(((0.0, 2.0),)), 0.1, 2),))
    assert holds("an argument is a tuple", scenario)
    assert holds("an argument is an iterator", scenario)
    assert holds("a value is 0", scenario)
    assert holds("there are more steps than samples", scenario)
    assert list(all_numbers(encode((1.0, [2.0, True, Ref("data")], range(3))))) == [1.0, 2.0, 0, 1, 2]


@pytest.mark.slow
@pytest.mark.parametrize("stem", ["ex1_by_hand", "ex2_compile", "ex3_caching", "ex4_macros", "ex5_outputs"])
def test_features_hold_for_every_question_or_do_not(stem: str) -> None:
    """Whatever the checks ask, a feature is computed without an exception, and is the same a second time."""
    for check in registry.all_checks(stem):
        for recorded in recorded_examples(check, OWN)[:4]:
            for scenario in recorded.scenarios:
                first, again = FeaturesOf(scenario, {}), FeaturesOf(Scenario.from_json(scenario.to_json()), {})
                for place in range(1 + len(first.events.questions)):
                    assert all(first.holds(place, i) is again.holds(place, i) for i in range(len(FEATURES)))


def test_labels_of_one_example() -> None:
    """Questions before the wrong answer pass, those after it are not known."""
    asked = [Scenario(leaf(float(i)), (forward(1),)) for i in range(3)]
    assert labels(asked, {}) == [label(scenario, fails=False) for scenario in asked]
    complaint = Mismatch(asked[1], 0, "1", "2")
    assert labels(asked, {}, complaint) == [label(asked[0], fails=False), label(asked[1], fails=True)]
    life = Life(asked[0].network, asked[0].steps)
    assert [one.in_order for one in labels(asked[:1], {"life": life})] == [True]


def test_each_question_of_a_life_has_a_label() -> None:
    """Its answers are examined in their order, so those before the wrong one are right."""
    network = leaf(1.0)
    steps = (forward(1), assign(0, 2.0), forward(1), value_of(0), forward(0))
    life = Labelled(Scenario(network, steps), True, 3, in_order=True)
    first, second = moments(life)
    assert (first.fails, second.fails) == (False, True)  # what value_of() finds belongs to the question before
    passing = label(life.scenario, fails=False, in_order=True)
    assert [one.fails for one in moments(passing)] == [False] * 3
    assert [one.key for one in moments(passing)][:2] == [first.key, second.key]
    so = {feature.so for i, feature in enumerate(FEATURES) if (first.has(i), second.has(i)) == (False, True)}
    assert {"a leaf is changed by hand", "the value has changed since it was last asked for"} <= so


def test_a_condition_on_the_questions_of_lives() -> None:
    """In a life many nodes are asked; what counts is the question that fails, and what it depends on."""

    def life(value: float) -> Labelled:
        builder = Builder()
        relu, add = (builder.operation(kind, builder.input(value)) for kind in ("ReLU", "Add"))
        network = builder.add("Add", relu, add).network()
        return Labelled(Scenario(network, (forward(add), forward(relu))), True, 1, in_order=True)

    sentence = "forward() fails whenever there is a ReLU (10 of 10 calls), and never otherwise (0 of 10)."
    assert condition([life(float(i)) for i in range(10)]) == sentence


def counted(value: float, *steps: Step, fails: int | None = None) -> Labelled:
    """A life of a sum with an input of that value; the step number `fails` has a wrong answer."""
    scenario = Scenario(leaf(value), steps)
    return label(scenario, False, True) if fails is None else Labelled(scenario, True, fails, in_order=True)


def test_only_calls_that_were_looked_at_count() -> None:
    """What shows at the counts of calls can't be known of a call after which nobody has counted."""
    found = [counted(i, forward(1), calls(), forward(1), calls(), fails=3) for i in range(1, 9)]
    found += [counted(i, forward(1), forward(1), calls(), forward(0), forward(1)) for i in range(10, 12)]
    words = "an operation has nothing new below it since it was last used"
    assert condition(found[:8]) == f"forward() fails whenever {words} (8 of 8 calls), and never otherwise (0 of 8)."
    assert condition(found) == ""  # two of them were looked at, and passed


def test_an_assignment_that_changes_nothing() -> None:
    """It is told apart from none, and from one that does."""
    words = "a leaf was given the value that it had already"
    found = [counted(float(i), forward(1), assign(0, float(i)), forward(1), calls(), fails=3) for i in range(1, 9)]
    found += [counted(float(i), forward(1), calls(), assign(0, i + 1.0), forward(1), calls()) for i in range(1, 9)]
    assert condition(found).startswith(f"forward() fails whenever {words} (8 of 8 calls)")


def test_statements_have_no_features() -> None:
    """What is typed beside the questions does not hide when these fail, be it shown or not."""
    found = [counted(i, forward(1), predict(1, [i]), fails=1) for i in range(8)]
    typed = Scenario(Network(()), (example("1 + 1"),))
    shown = Mismatch(typed, 0, "2", "3")
    found_too = [*found, Labelled(typed, True, 0, in_order=False)]
    assert condition(found_too) == condition(found_too, shown) == condition(found) != ""


def test_one_function_fails_every_time() -> None:
    """The others need not be told of."""
    found = [counted(i, forward(1), predict(1, [i]), fails=1) for i in range(8)]
    assert condition(found) == "predict() fails every time (8 of 8 calls)."


# Real mistakes


def at_home(stem: str, text: str) -> Iterator[str]:
    """The sentences about a solution, as a notebook shows them: one for each visible check."""
    module = types.ModuleType(f"backprop.{stem}")
    exec(compile(text, f"{stem}.py", "exec"), vars(module))
    subject = LocalSubject(stem, vars(module))
    return (when_it_fails(check, subject) for check in registry.visible_checks(stem))


@pytest.mark.parametrize(
    ("stem", "mistake", "words"),
    [
        ("ex3_caching", "only_inputs_count", "a parameter was changed by hand since it was last used"),
        ("ex6_funcify", "leaf_has_no_formula", "a leaf is asked"),
        ("ex7_multi_parent", "same_child_once", "a node is twice a child of one parent"),
    ],
)
def test_real_mistakes(stem: str, mistake: str, words: str) -> None:
    """The sentence says what the mistake is about."""
    sentences = at_home(stem, wrong_solutions(stem)[mistake])
    assert any(f" fails whenever {words} (" in sentence for sentence in sentences)


def test_a_mistake_that_nobody_has_described() -> None:
    """The condition needs no catalogue. The same goes for functions, whose arguments have names."""
    text = (
        reference("ex1_by_hand")
        + """

right = gradients

def gradients(weight, bias, x, y):
    return right(weight, bias, abs(x), y)
"""
    )
    assert any("whenever x is negative (" in sentence for sentence in at_home("ex1_by_hand", text))


def test_no_answer_no_condition() -> None:
    """A solution that stops answering on one of the questions has no condition: nobody knows the rest."""
    text = wrong_solutions("ex7_multi_parent")["same_child_once"]
    stub = """

class Stub(ReLU):
    def op(self, *values):
        raise NotImplementedError("Exercise 7")


ReLU = Stub
"""
    pairs = zip(at_home("ex7_multi_parent", text), at_home("ex7_multi_parent", text + stub), strict=True)
    assert any(before and not after for before, after in pairs)


def test_it_stands_in_the_message() -> None:
    """After the answers, before the code to paste."""
    failure = Failure(
        "ex3_caching", "a law", Status.FAILED, graphs()[0], 0, "1", "2", condition="It fails whenever so."
    )
    text = explain(failure)
    assert text.index("Got") < text.index("\n\nIt fails whenever so.\n\n") < text.index("To see it yourself")
