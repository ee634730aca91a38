"""The questions that are handed out ask what the check asks, and are of use only to the code they belong to."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from checks.exercises import BY_STEM
from checks.law.check import Check, checks_in, remade
from checks.law.search import kept, minimize
from checks.law.search.examination import Examination
from checks.law.search.kept import KeptExample, kept_examples
from checks.law.subject import Subject
from checks.model.outcomes import Mismatch, NotStarted, Raised
from checks.model.scenario import Scenario
from grader.judge.trusted import TrustedSubject
from grader.paths import REFERENCE, SKELETON

STEM = "ex2_compile"


def reference(stem: str, old: str = "", new: str = "") -> TrustedSubject:
    text = (REFERENCE / f"{stem}.py").read_text(encoding="utf-8")
    assert old in text
    return TrustedSubject(stem, text.replace(old, new))


def one_check(stem: str = STEM, at: int = 0) -> Check:
    return checks_in(importlib.import_module(f"checks.test_{stem}"))[at]


class Noting(Subject):
    """A solution with a note of what it was asked, as JSON; `changed` may change its answers."""

    def __init__(self, subject: Subject, changed: Callable[[list[Any]], list[Any]] = lambda answers: answers) -> None:
        self.stem, self.subject, self.changed = subject.stem, subject, changed
        self.asked: list[Any] = []

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        self.asked.append(scenario)
        answers, raised = self.subject.perform(scenario)
        return self.changed(answers), raised


@pytest.fixture
def forgetful() -> Iterator[None]:
    """Nothing that was read before is remembered, nor anything that the test reads."""
    kept._read.cache_clear()
    kept._examples.cache_clear()
    yield
    kept._read.cache_clear()
    kept._examples.cache_clear()


@pytest.mark.parametrize("stem", BY_STEM)
def test_the_law_asks_the_same(stem: str) -> None:
    """For the first example of each check: the same questions, and the answers of the reference are right."""
    for check in checks_in(importlib.import_module(f"checks.test_{stem}")):
        examples = kept_examples(check)
        assert examples, f"{check.id} has no kept questions: run grader build"
        if check.id == "capstone::spirals":
            continue  # one question, which takes seconds
        by_law, kept_asked = Noting(reference(stem)), Noting(reference(stem))
        examples[0].law(subject=by_law, **examples[0].drawn)
        examples[0].examine(kept_asked)
        assert kept_asked.asked == by_law.asked


def test_the_law_need_not_look_at_answers_known_to_be_right() -> None:
    def law(**_: Any) -> None:
        raise AssertionError

    for example in kept_examples(one_check()) or ():
        KeptExample(law, example._drawn, example._asked).examine(reference(STEM))


def test_another_right_answer_is_judged_by_the_law() -> None:
    """Other last digits: no fingerprint fits, the law looks at the answers, and nothing is asked twice."""
    plain, other = Noting(reference(STEM)), Noting(reference(STEM), lambda answers: [_nudged(a) for a in answers])
    examples = kept_examples(one_check()) or ()
    for example in examples:
        example.examine(plain)
        example.examine(other)
    assert other.asked == plain.asked
    assert len(examples) > 10


def _nudged(answer: Any) -> Any:
    return answer * (1 + 1e-13) if isinstance(answer, float) else answer


def test_a_wrong_answer_is_found() -> None:
    """The first wrong answer, as a law finds it."""
    wrong = Noting(reference(STEM), lambda answers: [a + 1.0 if isinstance(a, float) else a for a in answers])
    first = Examination(one_check(), wrong).first_mistake()
    assert first is not None
    assert isinstance(first.error, Mismatch)
    assert first.error.scenario == wrong.asked[-1], "nothing is asked after it"
    assert first.earlier == tuple(wrong.asked)


def test_what_is_not_started_is_told() -> None:
    stub = TrustedSubject(STEM, (SKELETON / "checks" / "stubs" / f"{STEM}.py").read_text(encoding="utf-8"))
    with pytest.raises(NotStarted):
        Examination(one_check(), stub).first_mistake()


def test_a_mistake_is_made_small_without_hypothesis(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the questions at hand; the second time the answer is wrong as well, which the message tells."""
    check = one_check()
    monkeypatch.setattr(kept, "each_example", None)
    monkeypatch.setattr(minimize, "instead_of_law", None)
    wrong = reference(STEM, "return self.forward()", "return 2 * self.forward() + 1")
    mistake = Examination(check, wrong).mistake()
    assert mistake is not None
    assert mistake.steady
    assert len(mistake.scenario.network.nodes) <= 2


def test_a_law_that_holds_the_second_time_is_not_steady() -> None:
    answers = iter([3.5] + [0.0] * 10_000)

    class Once(Subject):
        stem = STEM

        def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
            right, raised = reference(STEM).perform(scenario)
            return [a + next(answers) if isinstance(a, float) else a for a in right], raised

    mistake = Examination(one_check(), Once()).smallest_mistake()
    assert mistake is not None
    assert not mistake.steady


def test_a_changed_check_is_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any change of what decides, but not the points of a course, nor the line endings of another system."""
    before = kept.key(STEM)
    shutil.copytree(SKELETON, tmp_path / "project", ignore=shutil.ignore_patterns("__pycache__", "questions"))
    monkeypatch.setattr(kept, "CHECKS", tmp_path / "project" / "checks")
    source, law = kept.check_file(STEM), kept.CHECKS / "law" / "oracle.py"
    text = source.read_bytes()
    assert kept.key(STEM) == before
    source.write_bytes(text.replace(b"points=", b"points=1").replace(b"\n", b"\r\n"))
    assert source.read_bytes() != text
    assert kept.key(STEM) == before
    source.write_bytes(text.replace(b"@given", b"@other", 1))
    assert kept.key(STEM) != before
    source.write_bytes(text)
    law.write_bytes(law.read_bytes() + b"\n")
    assert kept.key(STEM) != before


@pytest.mark.parametrize("content", [None, b"", b"no gzip", "cut"])
def test_a_damaged_file_is_none(
    content: bytes | str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forgetful: None
) -> None:
    copy = tmp_path / "questions.gz"
    if content == "cut":
        copy.write_bytes(kept.questions_file(STEM).read_bytes()[:-100])
    elif isinstance(content, bytes):
        copy.write_bytes(content)
    monkeypatch.setattr(kept, "questions_file", lambda stem: copy)
    assert kept_examples(one_check()) is None
    kept._read.cache_clear()
    monkeypatch.setattr(kept, "stamps", lambda: {STEM: kept.stamp(STEM)})  # not even if it were noted
    assert kept_examples(one_check()) is None


def test_a_file_for_other_code_is_none(monkeypatch: pytest.MonkeyPatch, forgetful: None) -> None:
    monkeypatch.setattr(kept, "key", lambda stem: "another")
    assert kept_examples(one_check()) is None


@pytest.mark.parametrize("text", ["", "{", "[3]", "{}"])
def test_a_damaged_list_of_fingerprints_is_none(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forgetful: None
) -> None:
    (tmp_path / "list.json").write_text(text)
    monkeypatch.setattr(kept, "stamps_file", lambda: tmp_path / "list.json")
    assert kept_examples(one_check()) is None


def test_a_check_with_other_settings_is_drawn(forgetful: None) -> None:
    assert kept_examples(remade(one_check(), lambda own: own)) is None


def test_fresh_draws_anew() -> None:
    token = kept.DRAW_ANEW.set(True)
    try:
        assert kept_examples(one_check()) is None
    finally:
        kept.DRAW_ANEW.reset(token)
