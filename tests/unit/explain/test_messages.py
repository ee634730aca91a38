"""The messages of checks that did not pass, tried on every misconception that the kit knows."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from checks.exercises import BY_STEM, EXERCISES
from checks.explain import compare
from checks.explain.failure import Failure
from checks.explain.messages import explain
from checks.explain.snapshot import snapshot
from checks.model.network import Builder, Network
from checks.model.outcomes import Frame, Raised
from checks.model.scenario import Scenario, backward, call, forward, predict, value_of
from checks.model.status import Status
from checks.student.fitting.by_check import BY_CHECK
from checks.student.fitting.by_condition import BY_CONDITION
from checks.student.hints import HINTS, LEARNED
from grader.authoring.markers import solution_lines
from grader.course import registry
from grader.misconceptions.catalogue import misconceptions, wrong_solutions
from grader.misconceptions.model import Misconception
from grader.paths import REFERENCE
from tests.places import GOLDEN
from tests.smallest import BY_ADDRESS, code_of, counterexamples, printed, typed, without_addresses

MESSAGES = GOLDEN / "messages"
STEMS = [*(exercise.stem for exercise in EXERCISES), "ex8_unroll"]
EVERY = 8
"""Every eighth misconception has its message in a golden file: all of them take minutes."""

OUT_OF_TIME = {"found_then_deduplicated"}
"""Whose search comes to the limit of time: how small the network becomes depends on the machine."""

NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")


def failures(stem: str) -> Iterator[tuple[Misconception, Failure]]:
    """The smallest counterexample of every eighth misconception, for the first visible check that it fails."""
    for one in misconceptions(stem)[::EVERY]:
        if one.id in OUT_OF_TIME | BY_ADDRESS:
            continue
        failure = first_failure(stem, wrong_solutions(stem)[one.id])
        if failure is not None:
            yield one, failure


@cache
def first_failure(stem: str, source: str) -> Failure | None:
    """The first visible check that finds a solution wrong; None if none does, or it does not even answer."""
    found = next(counterexamples(stem, source, registry.visible_checks(stem)), None)
    if found is None:
        return None
    # The solution is no file here, so that there is no place to name.
    return replace(found.failure, raised=found.failure.raised and replace(found.failure.raised, frames=()))


@pytest.mark.slow
@pytest.mark.parametrize("stem", STEMS)
def test_message_of_each_misconception(stem: str) -> None:
    """The message alone is enough, gives nothing away, can be read, and its code prints the student's number."""
    secret = solution_lines((REFERENCE / f"{stem}.py").read_text(encoding="utf-8"))
    assert secret
    for one, failure in failures(stem):
        text = explain(failure)
        names_all_that_is_needed(text, stem, failure)
        assert not [line for line in secret if line in text], one.id
        readable_in_a_terminal(text)
        if failure.can_be_pasted and (failure.before or not failure.in_company):
            code = code_of(failure)
            assert code in text, one.id
            assert printed(stem, wrong_solutions(stem)[one.id], code) == typed(
                stem, wrong_solutions(stem)[one.id], code
            )


def names_all_that_is_needed(text: str, stem: str, failure: Failure) -> None:
    """In this order: law, network or question, expected, got, code unless nobody can write it, file."""
    assert failure.scenario is not None
    network = "The network: " if failure.in_company else "The smallest network found: "
    examples = sum(step.verb == "example" for step in failure.scenario.steps)
    question = "The steps: " if examples > 1 and "The steps: " in text else "The question: "
    parts = ["The law: ", network if failure.scenario.network.nodes else question]
    code = [] if failure.is_sealed else ["To see it yourself"]
    parts += ["Expected", "Got", *code, f"Edit {BY_STEM[stem].file}"]
    places = [text.find(part) for part in parts]
    assert -1 not in places, text
    assert places == sorted(places), text


def readable_in_a_terminal(text: str) -> None:
    """Apart from the code to paste: not long, and not wide."""
    lines = text.partition("To see it yourself")[0].splitlines()
    assert len(lines) < 50, text
    assert max(map(len, lines)) <= 120, text


@pytest.mark.slow
@pytest.mark.parametrize("stem", STEMS)
def test_golden(stem: str) -> None:
    """Messages as they are, to be read. After a change that is meant: UPDATE_GOLDEN=1."""
    told = (f"##### {one.name}\n\n{explain(failure)}\n" for one, failure in failures(stem))
    text = without_addresses("\n".join(told))
    golden = MESSAGES / f"{stem}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8"), (
        "if this is meant: UPDATE_GOLDEN=1 pytest tests/unit/explain/test_messages.py"
    )


# Single parts of a message


def a_line() -> Network:
    builder = Builder()
    product = builder.operation("Multiply", builder.parameter(0.5, 0.1), builder.input(2.0))
    return builder.add("Add", product, builder.parameter(-1.0, 0.1)).network()


def test_numbers_side_by_side() -> None:
    """The first difference is pointed out, and what is the same before it is shown."""
    assert compare.side_by_side("", "", ([1.0, 2.0, 3.0], [1.0, 2.5, 3.5])) == compare.Comparison(
        (
            "   Expected   Got",
            "0: 1.0        1.0",
            "1: 2.0        2.5   <-- the first difference",
            "2: 3.0        3.5",
        ),
        marked=2,
    )
    assert compare.side_by_side("", "", ([2.0], [-2.0])).lines == ("Expected   Got", "2.0        -2.0   <-- different")


def test_what_wrong_answers_have_in_common() -> None:
    """The sign, twice or half as much: only if that holds for all wrong answers that were found, and for this one."""
    for factor, words in ((-1.0, "the sign"), (2.0, "twice as much"), (0.5, "half as much")):
        right, wrong = [3.0], [3.0 * factor]
        assert compare.side_by_side("", "", (right, wrong), factor).lines[-1].endswith(f"<-- {words}")
        assert compare.side_by_side("", "", (right, wrong), None).lines[-1].endswith("<-- different")
        assert compare.side_by_side("", "", (right, [3.5]), factor).lines[-1].endswith("<-- different")
    assert compare.side_by_side("", "", ([3.0], [0.0])).lines[-1].endswith("<-- zero")


def test_lists_of_different_length() -> None:
    """The table says which entries are missing."""
    assert (
        compare.side_by_side("", "", ([1.0, 2.0], [1.0])).lines[-1]
        == "1: 2.0        (nothing)   <-- the first difference"
    )


def test_long_lists_are_cut_around_the_difference() -> None:
    """If row 70 of 100 is wrong, it is among the few that are shown."""
    right = [float(i) for i in range(100)]
    wrong = [*right[:70], -1.0, *right[71:]]
    lines = compare.side_by_side("", "", (right, wrong)).lines
    assert len(lines) == compare.ROWS + 3
    assert [line for line in lines if "<--" in line] == ["70: 70.0       -1.0   <-- the first difference"]


def test_words_are_left_as_they_are() -> None:
    """Texts are shown one below the other."""
    lines = compare.side_by_side("1 call of op on root (Add)", "2").lines
    assert lines == ("Expected  1 call of op on root (Add)", "Got       2")


def test_snapshot_is_that_of_the_last_question() -> None:
    """After predict() the inputs are the new ones; backward() shows the parameters it was asked with."""
    network = a_line()
    scenario = Scenario(network, (predict(network.root, [4.0]), backward(network.root, 0.5), value_of(0)))
    shown = snapshot(scenario, 2)
    assert shown is not None
    assert shown.values()[network.root] == 1.0
    assert shown.derivatives()[0] == 2.0
    shown = snapshot(Scenario(network, (*scenario.steps, forward(network.root))), 3)
    assert shown is not None
    assert shown.network.nodes[0].value == pytest.approx(0.3)


def test_own_frames_stay_and_ours_are_hidden() -> None:
    """Of a traceback, the lines of the student's file, with their text where it is known."""
    network = a_line()
    frames = (Frame("backprop/ex3_caching.py", 12, "forward"), Frame("backprop/ex3_caching.py", 30, "helper"))
    raised = Raised("TypeError", "unsupported", frames)
    scenario = Scenario(network, (forward(network.root),))
    text = explain(Failure("ex3_caching", "a law", Status.FAILED, scenario, 0, "no exception", raised=raised))
    assert "  backprop/ex3_caching.py:12: in forward\n  backprop/ex3_caching.py:30: in helper" in text
    assert "interpreter.py" not in text


def test_three_steps_keeps_its_answer() -> None:
    """The message on the pen-and-paper task has no tree and no figure of the right answer."""
    failure = first_failure("ex1_by_hand", with_three_steps("[(0.0, 0.0), (0.0, 0.0), (0.0, 0.0)]"))
    assert failure is not None
    assert failure.scenario is not None
    text = explain(failure)
    assert failure.scenario.steps == (call("three_steps"),)
    assert not [n for n in NUMBER.findall(text) if "." in n and float(n)], text


def with_three_steps(answer: str) -> str:
    source = (REFERENCE / "ex1_by_hand.py").read_text(encoding="utf-8")
    head, _, tail = source.partition("def three_steps()")
    return f"{head}def three_steps(): return {answer}\n\n\ndef gradients{tail.partition('def gradients')[2]}"


@pytest.mark.parametrize("stem", STEMS)
def test_hints_and_what_was_learned_show_no_solution(stem: str) -> None:
    """Three hints and two sentences for each exercise, in words."""
    secret = solution_lines((REFERENCE / f"{stem}.py").read_text(encoding="utf-8"))
    for text in (*HINTS[stem], LEARNED[stem]):
        assert not [line for line in secret if line in text]
    assert len(HINTS[stem]) == 3


def test_each_check_has_a_hint() -> None:
    """One to each visible check, and to no other; and none contains code."""
    wanted = {check.id for stem in BY_STEM for check in registry.visible_checks(stem)}
    assert BY_CHECK.keys() == wanted
    for text in (*BY_CHECK.values(), *(text for _, text in BY_CONDITION)):
        assert not re.search(r"[=`\[\]{}]|\w\(\)", text.replace("`value`", "")), text


def test_a_long_formula_is_cut() -> None:
    """The search for the smallest network may run out of time: the code to paste has all of it."""
    builder = Builder()
    network = builder.add("Add", *(builder.input(1.0) for _ in range(90))).network()
    text = explain(Failure("ex7_multi_parent", "a law", Status.FAILED, Scenario(network, (forward(90),)), 0, "90", "0"))
    readable_in_a_terminal(text)
    assert "    ...\nThe steps: root.forward()" in text


def test_an_answer_that_does_not_come_says_what_to_edit() -> None:
    """As one that is wrong does; of a file that cannot be loaded its line is told, and of a stub nothing."""
    question = Scenario(Network(()), (call("train", 0.5, 0.5, [(0.5, 0.5)], 0.01, 1),))
    late = Failure("ex1_by_hand", "a law", Status.TIMEOUT, question, 0, reason="No answer within 5 seconds")
    assert explain(late).endswith("\n\nEdit backprop/ex1_by_hand.py: train().")
    for status in (Status.NOT_STARTED, Status.CRASHED):
        assert "Edit" not in explain(replace(late, status=status))


def test_a_large_network_is_not_to_be_pasted() -> None:
    """The message about a large network is short, and says how to build such a network."""
    builder = Builder()
    network = builder.add("Add", *(builder.parameter(1.0) for _ in range(9000))).network()
    scenario = Scenario(network, (forward(network.root),))
    text = explain(Failure("ex8_unroll", "a law", Status.FAILED, scenario, 0, "9000", "0"))
    assert "a network of 9001 nodes" in text
    assert "build such a network in a loop" in text
    assert len(text) < 2000
