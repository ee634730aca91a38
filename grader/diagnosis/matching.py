"""Names the misconception behind a failure: asks all misconceptions the student's questions, and compares the answers.

A misconception is named only if the student's code shows each of its symptoms on the questions asked, and only if no
other misconception (or family of them) fits as well. Without a match, nothing is guessed.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Protocol

from checks.model.outcomes import CheckAborted, Raised
from checks.model.scenario import Scenario
from checks.model.status import Status
from grader.course import registry
from grader.course.sampling import OWN, Sampling
from grader.diagnosis.normal_form import alike, digest, tolerance_of
from grader.judge.bank import recorded_examples
from grader.judge.check_runner import Outcome
from grader.judge.shared_cache import Findings
from grader.judge.trusted import TrustedSubject
from grader.misconceptions import catalogue
from grader.misconceptions.model import Misconception

PROBES = slice(1, 5)
"""The examples of each check that are asked besides the counterexamples. The first one tends to be trivial."""

MOST_NODES = {"ex6_funcify": 24, "ex7_multi_parent": 24}
"""Maximum nodes of a network to ask about: some misconceptions of these exercises need time that grows like 2^n."""

MOST_STOPS = 2
"""Number of unanswered questions after which nothing is diagnosed any more."""

KEPT = 500
"""Number of diagnoses that are remembered, the latest ones."""

_names = Findings("diagnosis", KEPT)

_one_at_a_time = threading.Lock()
"""Held while the kit's solutions run: counting calls replaces methods of the framework's classes for a while."""


class Askable(Protocol):
    """A solution that can be asked, with its module loaded anew each time."""

    def new_check(self) -> None: ...

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]: ...


@dataclass(frozen=True)
class Question:
    """A scenario, with a key under which answers can be looked up."""

    stem: str
    key: str
    scenario: Scenario = field(compare=False, repr=False)

    @staticmethod
    def of(stem: str, scenario: Scenario) -> Question:
        return Question(stem, json.dumps(scenario.to_json()), scenario)


def diagnose(
    stem: str, outcomes: Sequence[Outcome], subject: Askable, sampling: Sampling = OWN
) -> dict[str, Misconception]:
    """Name the misconceptions behind the failed checks of an exercise.

    Args:
        stem: The exercise.
        outcomes: The outcomes of its checks.
        subject: The student's solution, which is asked further questions.
        sampling: Which examples the checks drew.

    Returns:
        The misconception by the check's id, for the checks where it can be told.
    """
    failed = {
        o.check.id: Question.of(stem, o.scenario)
        for o in outcomes
        if o.status is Status.FAILED and o.scenario and _small(stem, o.scenario)
    }
    if not failed or not catalogue.misconceptions(stem):
        return {}
    questions = dict.fromkeys([*failed.values(), *probes(stem, sampling)])
    student = _answers(subject, sorted(questions, key=_trains))  # training is the slowest to compare, so it comes last
    given = json.dumps([[question.key, answers] for question, answers in student.items()])
    asked = tuple((identity, question.key) for identity, question in failed.items())
    key = (stem, asked, hashlib.sha256(given.encode()).digest())
    names: dict[str, Misconception] | None = _names.get(key)
    if names is None:
        names = _names_of(stem, failed, student)
        _names.put(key, names)
    return names


def _names_of(stem: str, failed: dict[str, Question], student: dict[Question, list[Any]]) -> dict[str, Misconception]:
    """Compute what `diagnose` returns for these failed checks and these answers."""
    shown = [m for m in catalogue.misconceptions(stem) if _shows(student, m)]
    whole = [m for m in shown if all(_alike(q, answers, _wrong(m.id, q)) for q, answers in student.items())]
    if whole:
        named = _the_one(whole)
        return dict.fromkeys(failed, named) if named else {}
    found = {}
    for identity, question in failed.items():
        named = _the_one([m for m in shown if _is_symptom(m, question)])
        if named and question in student:
            found[identity] = named
    return found


def diagnosed(stem: str, outcomes: list[Outcome], subject: Askable, sampling: Sampling = OWN) -> list[Outcome]:
    """Return the outcomes with the misconception added where it can be told; the arguments are those of `diagnose`."""
    try:
        names = diagnose(stem, outcomes, subject, sampling)
    except Exception:  # noqa: BLE001  # a diagnosis is an extra: no error in it may cost anybody a grade
        return outcomes
    return [replace(o, misconception=names.get(o.check.id)) for o in outcomes]


@lru_cache(maxsize=64)
def probes(stem: str, sampling: Sampling = OWN) -> tuple[Question, ...]:
    """Collect questions that tell misconceptions apart: the first ones of every check."""
    with _one_at_a_time:
        scenarios = [
            p
            for c in registry.all_checks(stem)
            for example in recorded_examples(c, sampling)[PROBES]
            for p in example.scenarios
        ]
        scenarios += [
            p
            for c in registry.all_checks(stem)
            if len(s := recorded_examples(c, sampling)) == 1
            for p in s[0].scenarios
        ]
    return tuple(dict.fromkeys(Question.of(stem, scenario) for scenario in scenarios if _small(stem, scenario)))


def _trains(question: Question) -> bool:
    return any(step.verb == "train" for step in question.scenario.steps)


def _small(stem: str, scenario: Scenario) -> bool:
    return len(scenario.network.nodes) <= MOST_NODES.get(stem, 1000)


def _answers(subject: Askable, questions: Iterable[Question]) -> dict[Question, list[Any]]:
    """Ask the questions, and return the normal form of each answer; a question without an answer is left out."""
    found, stops = {}, 0
    for question in questions:
        scenario = question.scenario
        subject.new_check()
        try:
            answers, raised = subject.perform(scenario)
            found[question] = digest(question.stem, scenario, answers, raised)
        except CheckAborted:
            stops += 1
            if stops > MOST_STOPS:
                return {}
        except (TypeError, ValueError, KeyError, IndexError, OverflowError):
            continue  # no misconception gives an answer of such a shape
    return found


def _shows(student: dict[Question, list[Any]], misconception: Misconception) -> bool:
    """Tell whether the student's code has every symptom of the misconception, and at least one."""
    symptoms = 0
    for question, answers in student.items():
        if not _alike(question, answers, _wrong(misconception.id, question)):
            if _is_symptom(misconception, question):
                return False  # spares the other questions: most misconceptions are ruled out early
        else:
            symptoms += _is_symptom(misconception, question)
    return symptoms > 0


@lru_cache(maxsize=20_000)
def _is_symptom(misconception: Misconception, question: Question) -> bool:
    """Tell whether the misconception answers the question differently from the reference."""
    return not _alike(question, _wrong(misconception.id, question), _wrong("", question))


def _alike(question: Question, one: list[Any], other: list[Any]) -> bool:
    return alike(one, other, tolerance_of(question.scenario))


def _the_one(candidates: list[Misconception]) -> Misconception | None:
    """Return the only candidate, or the first one if all are of one family; None if they differ."""
    families = {m.family or m.id for m in candidates}
    return candidates[0] if len(families) == 1 else None


@lru_cache(maxsize=20_000)
def _wrong(identity: str, question: Question) -> list[Any]:
    """Return the normal form of a misconception's answers, or of the reference's if there is no id."""
    stem, scenario = question.stem, question.scenario
    subject = _known(stem, identity)
    with _one_at_a_time:
        subject.new_check()
        answers, raised = subject.perform(scenario)
        subject.new_check()  # lets go of the module
    return digest(stem, scenario, answers, raised)


@lru_cache(maxsize=512)
def _known(stem: str, identity: str) -> TrustedSubject:
    text = catalogue.wrong_solutions(stem)[identity] if identity else catalogue.reference(stem)
    return TrustedSubject(stem, text)
