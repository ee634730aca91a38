"""How a solution is asked: once in company, and apart only after a mistake; in the same circumstances everywhere."""

from __future__ import annotations

import inspect
import json
import random
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

import backprop
from checks.exercises import EXERCISES
from checks.explain.failure import of_mismatch
from checks.explain.messages import explain
from checks.law.check import Check
from checks.law.search.examination import Examination, FirstMistake
from checks.law.subject import LocalSubject, Subject
from checks.model.network import Network
from checks.model.outcomes import Raised, TimedOut
from checks.model.scenario import Scenario, call
from grader.course import registry
from grader.course.sampling import OWN
from grader.judge.bank.examples import recorded_examples
from grader.judge.trusted import TrustedSubject
from grader.misconceptions import catalogue

STEM = "ex1_by_hand"
GRADIENTS = next(check for check in registry.visible_checks(STEM) if check.id.endswith("::gradients"))

STATE = """
_asked = []
_right = gradients

def gradients(weight, bias, x, y):
    _asked.append(x)
    return _right(weight, bias, x, y) if len(_asked) < 10 else (0.0, 0.0)
"""


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A function that puts a student's file into a project, and returns the subject that pytest asks."""
    monkeypatch.setattr(backprop, "__path__", [str(tmp_path)])

    def subject(text: str) -> LocalSubject:
        (tmp_path / f"{STEM}.py").write_text(text, encoding="utf-8")
        return LocalSubject(STEM)

    return subject


class Noting(Subject):
    """Notes what is asked, and when the module is loaded again."""

    def __init__(self, subject: Subject) -> None:
        self.stem = subject.stem
        self.subject = subject
        self.asked: list[Scenario] = []
        self.loads = 0

    def load_again(self) -> None:
        self.loads += 1
        self.subject.load_again()

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        self.asked.append(scenario)
        return self.subject.perform(scenario)


@pytest.mark.parametrize("check", registry.visible_checks(STEM), ids=lambda check: check.id)
def test_a_right_solution_is_asked_once(at_home: Any, check: Check) -> None:
    """It is loaded once, and asked the very questions that the grader asks, in the same order."""
    noting = Noting(at_home(catalogue.reference(STEM)))
    assert Examination(check, noting).mistake() is None
    assert noting.loads == 1
    assert noting.asked == [scenario for example in recorded_examples(check, OWN) for scenario in example.scenarios]


def test_state_across_networks_is_found_at_home(at_home: Any) -> None:
    """Each network alone is answered rightly. The message says what is the matter, and does not claim otherwise."""
    subject = at_home(catalogue.reference(STEM) + STATE)
    mistake = Examination(GRADIENTS, subject).mistake()
    assert mistake is not None
    assert mistake.in_company
    text = " ".join(explain(of_mismatch(GRADIENTS, mistake, "")).split())
    assert "It was asked several, about one network after the other: something is kept outside of the nodes" in text
    assert "The smallest network" not in text


def test_a_mistake_that_shows_alone_is_no_matter_of_company(at_home: Any) -> None:
    """It is made small, with the module loaded again for each question."""
    wrong = catalogue.reference(STEM).replace("-2 *", "2 *")
    noting = Noting(at_home(wrong))
    mistake = Examination(GRADIENTS, noting).mistake()
    assert mistake is not None
    assert not mistake.in_company
    assert noting.loads > 2


def test_a_search_that_takes_too_long_shows_what_was_found(at_home: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mistake is there, however long it takes to make it small."""

    def slow(self: Examination) -> None:
        raise TimedOut("too slow")

    monkeypatch.setattr(Examination, "smallest_mistake", slow)
    assert Examination(GRADIENTS, at_home(catalogue.reference(STEM).replace("-2 *", "2 *"))).mistake() is not None
    assert Examination(GRADIENTS, at_home(catalogue.reference(STEM))).mistake() is None


def test_what_a_check_cannot_decide_is_no_pass(at_home: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own error on an answer in company is one of ours, also where all is right when asked apart."""
    first = FirstMistake(TypeError("in the check"), GRADIENTS.function, {}, ())
    monkeypatch.setattr(Examination, "first_mistake", lambda self: first)
    with pytest.raises(TypeError, match="in the check"):
        Examination(GRADIENTS, at_home(catalogue.reference(STEM))).mistake()


def circumstances() -> list[Any]:
    """What a solution sees of the circumstances: a random number, the room for recursion, whether a warning raises."""

    def deeper(n: int) -> int:
        try:
            return deeper(n + 1)
        except RecursionError:
            return n

    warnings.warn("a warning", stacklevel=1)
    return [random.random(), deeper(0), sys.getrecursionlimit() >= 1000]


TEXT = "import random, sys, warnings\n" + "\n".join(
    line for line in inspect.getsource(circumstances).replace("list[Any]", "list").splitlines() if '"""' not in line
)


def test_circumstances_are_the_same(at_home: Any, recwarn: pytest.WarningsRecorder) -> None:
    """At home, far up the stack and where warnings are errors, and in the stand-in for the grader's worker."""
    there = TrustedSubject(STEM, TEXT).ask(Network(()), call("circumstances"))
    before = random.getstate(), sys.getrecursionlimit()
    subject = at_home(TEXT)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sys.setrecursionlimit(sys.getrecursionlimit() + 500)
        try:
            here = further_up(20, lambda: [subject.ask(Network(()), call("circumstances"))[0] for _ in range(2)])
        finally:
            sys.setrecursionlimit(before[1])
    assert here == [there[0], there[0]]
    assert {str(one.message) for one in recwarn} == {"a warning"}
    assert 950 < here[0][1] <= 1000
    assert (random.getstate(), sys.getrecursionlimit()) == before


def further_up(calls: int, what: Any) -> Any:
    return further_up(calls - 1, what) if calls else what()


def test_a_limit_of_its_own_stays(at_home: Any) -> None:
    """A solution may set the limit of recursion for itself; it is in force until the module is loaded again."""
    text = "import sys\nsys.setrecursionlimit(3000)\ndef deep(n):\n    return deep(n - 1) if n else 0\n"
    before = sys.getrecursionlimit()
    for subject in (at_home(text), TrustedSubject(STEM, text)):
        for _ in range(2):
            assert subject.ask(Network(()), call("deep", 2500))[0] == 0
            answers = subject.ask(Network(()), call("deep", 3500))
            assert answers.raised is not None
            assert answers.raised.type == "RecursionError"
    assert sys.getrecursionlimit() == before


def test_any_exception_is_an_answer(at_home: Any) -> None:
    """Even one that is no `Exception`."""
    answers = at_home("def f():\n    raise GeneratorExit('no')\n").ask(Network(()), call("f"))
    assert answers.raised is not None
    assert answers.raised.type == "GeneratorExit"


@pytest.mark.slow
@pytest.mark.parametrize("stem", [exercise.stem for exercise in EXERCISES])
def test_a_question_crosses_as_it_is(stem: str) -> None:
    """What comes out of the pipe is what went in, down to the kinds of its numbers: nothing is different at home."""
    for check in registry.visible_checks(stem):
        for example in recorded_examples(check, OWN)[:10]:
            for scenario in example.scenarios:
                crossed = Scenario.from_json(json.loads(json.dumps(scenario.to_json())))
                assert repr(crossed) == repr(scenario)
