"""The grader names the mistake, or says nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from checks.exercises import EXERCISES
from grader.course.sampling import OWN
from grader.diagnosis import known as known_solutions
from grader.diagnosis import matching
from grader.diagnosis.known import answers
from grader.diagnosis.questions import NormalForm, Question, student_answers
from grader.judge import shared_cache
from grader.judge.shared_cache import Findings
from grader.misconceptions import catalogue
from grader.misconceptions.model import Change, Misconception, Severity, wrong_solution
from tests import places
from tests.examined import named, outcomes
from tests.wired import module

pytestmark = pytest.mark.slow  # each solution answers all questions of an exercise, and so do the misconceptions

REWRITES = sorted(places.REWRITES.glob("*/*.py"))
UNTOLD = {"last_parent_wins", "one_weight_for_all"}
"""Misconceptions without a sure name: they depend on the order of visits or draws, which each solution chooses."""

STEMS = [exercise.stem for exercise in EXERCISES]
STEM = "ex1_by_hand"


def families(stem: str, ids: set[str]) -> set[str]:
    return {m.family or m.id for m in catalogue.misconceptions(stem) if m.id in ids}


def test_there_are_enough_rewrites() -> None:
    """At least twenty misconceptions are written once more, from nothing and in another style, in every exercise."""
    assert len(REWRITES) - len(UNTOLD) >= 20
    assert {path.parent.name for path in REWRITES} == set(STEMS)


@pytest.mark.parametrize("path", REWRITES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_misconception_in_another_style_gets_its_name(path: Path) -> None:
    """The diagnosis names the misconception that the file is called after, or one of the same family."""
    stem = path.parent.name
    found = named(stem, path.read_text(encoding="utf-8"))
    expected = set() if path.stem in UNTOLD else families(stem, {path.stem})
    assert families(stem, found) == expected


RUBBISH = {
    "ex1_by_hand": """
import random
def linear_regression(weight, bias): return None
def three_steps(): return [(1.0, 2.0), (3.0, 4.0), (5.0, 6.0)]
def gradients(weight, bias, x, y): return random.random(), y - 7 * x
def train(weight, bias, data, learning_rate, steps): return "trained"
""",
    "ex5_outputs": """
from backprop.framework import Operation
class Output(Operation):
    def op(self, x): return {1: 2}
    def grad(self): raise KeyError("what?")
    def backward(self, derivative): self.children = derivative
class Softmax(Output):
    def op(self, x): return [0.3 + 0.01 * i * s for i, s in enumerate(x)]
def cce_loss(y_true, y_pred): return 42.0
def cce_loss_grad(y_true, y_pred): return [y_pred, y_true]
""",
}
WITH_NAME = "def __init__(self, value=0.0, name=None): super().__init__(value)"
RUBBISH |= {
    "ex2_compile": module(
        input_=WITH_NAME,
        operation="def compile(self): pass\ndef predict(self, inputs): return 7.25 * sum(inputs) + len(self.children)",
    ),
    "ex3_caching": module("def forward(self): return 0.125 * len(repr(self))", WITH_NAME),
    "ex6_funcify": module("def funcify(self): return 'x1 + ' * 3 + '1.5'", WITH_NAME),
    "ex7_multi_parent": module(
        input_=WITH_NAME,
        node="def backward(self, derivative_from_parent): self.on_backward(0.3 + derivative_from_parent ** 2)",
        operation="def find_input_nodes(self): return [framework.Input(3.0)]",
    ),
}


@pytest.mark.parametrize("stem", sorted(RUBBISH))
def test_rubbish_gets_no_name(stem: str) -> None:
    """A solution that fails in an unforeseen way gets no name."""
    found, _ = outcomes(stem, RUBBISH[stem])
    assert any(o.status == "failed" for o in found)
    assert named(stem, RUBBISH[stem]) == set()


@pytest.mark.parametrize("stem", STEMS)
def test_a_right_solution_gets_no_name(stem: str) -> None:
    """A right solution gets no name: its answers are those of the reference, or differ where the exercise allows it.

    Every seventh is asked, as all of them take minutes; `grader verify` asks all of them whether they pass.
    """
    for text in list(catalogue.right_solutions(stem).values())[::7]:
        found, subject = outcomes(stem, text)
        assert {o.status for o in found} == {"passed"}
        assert matching.diagnose(stem, found, subject) == {}


def test_what_tells_is_compared_first() -> None:
    """First what the student answers wrongly, last what trains: so most misconceptions are ruled out soon."""
    found, subject = outcomes("ex3_caching", catalogue.wrong_solutions("ex3_caching")["only_inputs_count"])
    for one in found:
        if one.status == "failed" and one.scenario:
            given = student_answers(one.check, one.scenario, subject, OWN)
            assert given
            pairs = matching._telling_first(given)
            order = [(q.alike(answer, answers("", q)), q.trains) for q, answer in pairs]
            assert order == sorted(order) and not order[0][0]


def misconception(identity: str, *changes: Change, family: str = "") -> Misconception:
    return Misconception(identity, identity, "Look.", Severity.SLIP, ("1.4",), changes, family=family)


FLIPPED = ("dl_dp = -2 * (y - p)", "dl_dp = 2 * (y - p)")
FLIPPED_AGAIN = ("dl_dp = -2 * (y - p)", "dl_dp = 2 * y - 2 * p")
FLIPPED_ON_THE_RIGHT = ("dl_dp = -2 * (y - p)", "dl_dp = 2 * (y - p) * (1 if x > -2.25 else -1)")
OTHER_STEPS = ("[(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]", "[(0.1, 0.1), (0.2, 0.2), (0.3, 0.3)]")


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., set[str]]]:
    """Has the catalogue of exercise 1 consist of some misconceptions; returns the names that changes get then."""

    def names(*misconceptions: Misconception, student: Sequence[Change]) -> set[str]:
        texts = {m.id: wrong_solution(m, catalogue.reference(STEM)) for m in misconceptions}
        monkeypatch.setattr(catalogue, "misconceptions", lambda stem: misconceptions)
        monkeypatch.setattr(catalogue, "wrong_solutions", lambda stem: texts)
        monkeypatch.setattr(matching, "_names", Findings("diagnosis", 1))
        monkeypatch.setattr(shared_cache, "kept_for_later", lambda: None)
        forget()
        found = named(STEM, wrong_solution(misconception("student", *student), catalogue.reference(STEM)))
        return found & set(texts)  # without symptoms

    yield names
    forget()


def forget() -> None:
    for cached in (
        known_solutions.answers,
        known_solutions.is_symptom,
        known_solutions.fails,
        known_solutions._subject,
    ):
        cached.cache_clear()


Known = Callable[..., set[str]]


def test_the_only_one_that_fits_is_named(known: Known) -> None:
    assert known(misconception("flipped", FLIPPED), student=[FLIPPED]) == {"flipped"}


def test_who_differs_on_one_network_is_not_named(known: Known) -> None:
    """The answers must be the same on all networks of the check, not only on the counterexample."""
    assert known(misconception("flipped", FLIPPED), student=[FLIPPED_ON_THE_RIGHT]) == set()


def test_two_that_fit_are_not_named(known: Known) -> None:
    """No guess between two names; but two of one family are named after the first of them."""
    one, other = misconception("flipped", FLIPPED), misconception("flipped_again", FLIPPED_AGAIN)
    assert known(one, other, student=[FLIPPED]) == set()
    family = misconception("flipped_again", FLIPPED_AGAIN, family="flipped")
    assert known(family, one, student=[FLIPPED]) == {"flipped_again"}
    assert known(one, family, student=[FLIPPED]) == {"flipped"}


def test_few_misconceptions_are_asked_much(monkeypatch: pytest.MonkeyPatch, known: Known) -> None:
    """One that explains nothing is asked one question; of a family, one that explains all is enough."""
    asked: Counter[str] = Counter()

    def counted(identity: str, question: Question) -> NormalForm:
        asked[identity] += 1
        return answers(identity, question)

    monkeypatch.setattr(matching, "answers", counted)
    one, other = misconception("flipped", FLIPPED), misconception("steps", OTHER_STEPS)
    again = misconception("flipped_again", FLIPPED_AGAIN, family="flipped")
    assert known(other, one, again, student=[FLIPPED]) == {"flipped"}
    assert asked["steps"] == 1 < asked["flipped_again"] < 10 < asked["flipped"]


def test_a_symptom_that_the_student_lacks_speaks_against_it(known: Known) -> None:
    """Who has three right steps on paper does not have the mistake of the one who has not, though gradients agree."""
    assert known(misconception("both", FLIPPED, OTHER_STEPS), student=[FLIPPED]) == set()


def test_two_mistakes_have_two_names(known: Known) -> None:
    one, other = misconception("flipped", FLIPPED), misconception("steps", OTHER_STEPS)
    assert known(one, other, student=[FLIPPED, OTHER_STEPS]) == {"flipped", "steps"}


def test_a_failure_without_a_reason_leaves_all_without(known: Known) -> None:
    """The reason that is not known may be the reason of the other failures as well."""
    assert known(misconception("flipped", FLIPPED), student=[FLIPPED, OTHER_STEPS]) == set()


def test_what_does_not_end_is_no_answer(monkeypatch: pytest.MonkeyPatch, known: Known) -> None:
    monkeypatch.setattr(known_solutions, "SECONDS", 0.1)
    endless = misconception("endless", ("dl_dp = -2 * (y - p)", "while x:\n    pass\ndl_dp = 0.0"))
    assert known(endless, misconception("flipped", FLIPPED), student=[FLIPPED]) == {"flipped"}
