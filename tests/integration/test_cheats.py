"""Solutions that do not do what an exercise is about, and hide it from the counter in their own process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checks.law.search import minimize, sealed
from checks.law.search.drawn import Drawn, Law
from checks.model.outcomes import CheckAborted
from checks.model.status import Status
from checks.model.witness import Witness
from grader.course import registry
from grader.course.limits import Limits
from grader.course.sampling import OWN
from grader.grading.plan import Plan
from grader.grading.submission import grade
from grader.intake.files import SourceFile, Submission
from grader.judge.bank.examples import recorded_examples
from grader.judge.subject import SandboxedSubject
from grader.judge.trusted import TrustedSubject
from grader.misconceptions import catalogue
from grader.sandbox import choose
from grader.selftest.batch_check import verdict
from tests.places import TESTS

STEMS = ("ex2_compile", "ex3_caching", "ex7_multi_parent", "capstone")
CHEATS = sorted(path for path in (TESTS / "cheats").glob("*/*.py") if path.parent.name in STEMS)
UNCOUNTED = sorted((TESTS / "cheats" / "ex4_macros").glob("*.py"))
NOT_FOUND_OUT = {
    "ex7_multi_parent/rounds_slopes_kept": "it goes over what it has read in rounds, with no call too many",
}
"""What is open, and why; SECURITY.md says what it earns."""

NO_PARAMETERS = """

def _sum(self):
    return framework.Add(list(self.children))

Linear.body = _sum
"""
STANDS_STILL = """
def gradients(weight, bias, x, y):
    return 0.0, 0.0

def train(weight, bias, data, learning_rate, steps):
    return [(weight, bias)] * steps
"""


def counting(stem: str) -> Iterator[list[tuple[Law, Drawn]]]:
    """The examples in which calls are counted, check by check."""
    for check in registry.all_checks(stem):
        examples = [e for e in recorded_examples(check, OWN) if sealed.counts(e.scenarios)]
        if examples:
            yield [(e.law, e.drawn) for e in sealed.telling_first(examples, lambda e: e.scenarios)]


def is_found_out(path: Path, sandbox: str) -> bool:
    """Whether a sealed question is answered wrongly, or not at all."""
    stem = path.parent.name
    limits = Limits(call_seconds=2.0)
    with SandboxedSubject(stem, path.read_text("utf-8"), limits, choose(sandbox)) as subject:
        for examples in counting(stem):
            subject.new_check()
            try:
                if sealed.sealed_mistake(subject, None, examples):
                    return True
            except CheckAborted:
                return True
    return False


@pytest.mark.slow
@pytest.mark.parametrize("path", CHEATS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_cheat_loses_what_it_did_not_do(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(minimize, "MOST_TRIES", 0)  # whether it is found out is the question, not how small it can be
    known = f"{path.parent.name}/{path.stem}" in NOT_FOUND_OUT
    assert is_found_out(path, "process") is not known, NOT_FOUND_OUT


@pytest.mark.slow
@pytest.mark.parametrize("path", UNCOUNTED, ids=lambda path: path.stem)
def test_a_macro_that_is_left_or_made_up_costs_points(path: Path) -> None:
    """In exercise 4 nothing is counted: there, the values, the trees and what training makes of them find it out."""
    file = SourceFile(path, path.read_text("utf-8"))
    entry = grade(Submission(path.stem, path.parent, {"ex4_macros": file}), Plan(("ex4_macros",), sandbox="process"))
    assert entry.score <= entry.max_score - 2, [check.id for check in entry.checks if check.score]


@pytest.mark.slow
@pytest.mark.parametrize("stem", ["ex3_caching", "ex7_multi_parent"])
def test_an_impossible_answer_does_not_spare_sealed_questions(stem: str) -> None:
    """It comes in company, and all is right when asked apart, where the solution's own process counts."""
    path = TESTS / "cheats" / stem / "impossible_answer.py"
    submission = Submission("one", path.parent, {stem: SourceFile(path, path.read_text("utf-8"))})
    entry = grade(submission, Plan((stem,), limits=Limits(call_seconds=2.0), sandbox="process"))
    ids = [one.id for one in registry.all_checks(stem) if any(e.counts_calls for e in recorded_examples(one, OWN))]
    assert ids
    assert [check.id for check in entry.checks if check.id in ids and check.score] == []


@pytest.mark.slow
def test_a_witness_that_does_not_count_is_deceived(monkeypatch: pytest.MonkeyPatch) -> None:
    """The counts decide: with those that the solution tells, the same cheat passes."""
    monkeypatch.setattr(Witness, "_correct", lambda self, answer: None)
    assert not is_found_out(TESTS / "cheats/ex3_caching/aliases.py", "process")


@pytest.mark.slow
@pytest.mark.parametrize("stem", STEMS)
def test_right_solutions_pass_sealed_questions(stem: str) -> None:
    texts: dict[str, Any] = {"reference": catalogue.reference(stem), **catalogue.right_solutions(stem)}
    for name, text in texts.items():
        subject = TrustedSubject(stem, text, 5.0)
        subject.new_check()
        for examples in counting(stem):
            assert sealed.sealed_mistake(subject, None, examples) is None, name


@pytest.mark.slow
@pytest.mark.parametrize(
    ("stem", "text", "checks"),
    [
        ("ex1_by_hand", STANDS_STILL, ["one_update"]),
        ("ex4_macros", catalogue.reference("ex4_macros") + NO_PARAMETERS, ["parameters_are_drawn_once"]),
        (
            "ex6_funcify",
            (TESTS / "cheats/ex6_funcify/polynomial.py").read_text("utf-8"),
            ["formula_has_the_value", "parentheses", "names", "deep_nesting", "long_lives"],
        ),
    ],
    ids=["stands still", "no parameters", "polynomial"],
)
def test_a_check_takes_nothing_for_its_answer(stem: str, text: str, checks: list[str]) -> None:
    """What is not done at all, or is made for the questions that are known, passes none of the checks about it."""
    subject = TrustedSubject(stem, text, 5.0)
    found = {c.id.partition("::")[2]: verdict(c, subject) for c in registry.all_checks(stem)}
    assert {name: found[name] for name in checks} == dict.fromkeys(checks, Status.FAILED)
