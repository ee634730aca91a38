"""Names the mistake: asks the misconceptions what the student was asked, and compares the answers.

A name is given only if the student's code shows every symptom that the misconception has on the questions asked, and
only if no other misconception (or family of them) does as well. No match, no guess.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Protocol

from checks.play import Play
from checks.verdicts import Raised, Stop
from grader import checklist
from grader.digest import alike, digest, tolerance_of
from grader.draws import OWN, Draws
from grader.judging import Outcome
from grader.known import KnownSubject
from grader.misconceptions import catalogue
from grader.misconceptions.model import Misconception
from grader.rehearsal import scenes
from grader.shared import Findings

PROBES = slice(1, 5)
"""Of each check, the examples that are asked besides the counterexamples. The first one tends to be trivial."""

MOST_NODES = {"ex6_funcify": 24, "ex7_multi_parent": 24}
"""In larger networks, some misconceptions of these exercises need time that grows like 2^n."""

MOST_STOPS = 2
"""After so many questions without an answer, nothing is guessed any more."""

KEPT = 500
"""Diagnoses that are remembered, the latest ones."""

_names = Findings("diagnosis", KEPT)

_one_at_a_time = threading.Lock()
"""Counting calls replaces methods of the framework's classes for a while."""


class Asked(Protocol):
    """A solution that can be asked, each time with its module loaded anew."""

    def new_check(self) -> None: ...

    def play(self, play: Play) -> tuple[list[Any], Raised | None]: ...


@dataclass(frozen=True)
class Question:
    """A play, in a form that can be looked up."""

    stem: str
    key: str
    play: Play = field(compare=False, repr=False)

    @staticmethod
    def of(stem: str, play: Play) -> Question:
        return Question(stem, json.dumps(play.to_json()), play)


def diagnose(stem: str, outcomes: Sequence[Outcome], subject: Asked, draws: Draws = OWN) -> dict[str, Misconception]:
    """The misconception behind each failed check of an exercise, by the check's id, where one can be told."""
    failed = {
        o.check.id: Question.of(stem, o.play)
        for o in outcomes
        if o.status == "failed" and o.play and _small(stem, o.play)
    }
    if not failed or not catalogue.misconceptions(stem):
        return {}
    questions = dict.fromkeys([*failed.values(), *probes(stem, draws)])
    student = _answers(subject, sorted(questions, key=_trains))  # what is dear to compare comes last
    said = json.dumps([[question.key, answers] for question, answers in student.items()])
    asked = tuple((identity, question.key) for identity, question in failed.items())
    key = (stem, asked, hashlib.sha256(said.encode()).digest())
    names: dict[str, Misconception] | None = _names.get(key)
    if names is None:
        names = _names_of(stem, failed, student)
        _names.put(key, names)
    return names


def _names_of(stem: str, failed: dict[str, Question], student: dict[Question, list[Any]]) -> dict[str, Misconception]:
    """What `diagnose` returns for these failed checks and these answers."""
    shown = [m for m in catalogue.misconceptions(stem) if _shows(student, m)]
    whole = [m for m in shown if all(_alike(q, said, _wrong(m.id, q)) for q, said in student.items())]
    if whole:
        named = _the_one(whole)
        return dict.fromkeys(failed, named) if named else {}
    found = {}
    for identity, question in failed.items():
        named = _the_one([m for m in shown if _is_symptom(m, question)])
        if named and question in student:
            found[identity] = named
    return found


def diagnosed(stem: str, outcomes: list[Outcome], subject: Asked, draws: Draws = OWN) -> list[Outcome]:
    """The same outcomes, with the name of the mistake where it can be told."""
    try:
        names = diagnose(stem, outcomes, subject, draws)
    except Exception:
        return outcomes  # a diagnosis is an extra: for its sake nobody shall lose a grade
    return [replace(o, misconception=names.get(o.check.id)) for o in outcomes]


@lru_cache(maxsize=64)
def probes(stem: str, draws: Draws = OWN) -> tuple[Question, ...]:
    """Questions that tell misconceptions apart: the first ones of every check."""
    with _one_at_a_time:
        plays = [p for c in checklist.all_checks(stem) for scene in scenes(c, draws)[PROBES] for p in scene.plays]
        plays += [p for c in checklist.all_checks(stem) if len(s := scenes(c, draws)) == 1 for p in s[0].plays]
    return tuple(dict.fromkeys(Question.of(stem, play) for play in plays if _small(stem, play)))


def _trains(question: Question) -> bool:
    return any(step.verb == "train" for step in question.play.steps)


def _small(stem: str, play: Play) -> bool:
    return len(play.network.nodes) <= MOST_NODES.get(stem, 1000)


def _answers(subject: Asked, questions: Iterable[Question]) -> dict[Question, list[Any]]:
    """The digests of a student's answers; a question without an answer is left out."""
    found, stops = {}, 0
    for question in questions:
        play = question.play
        subject.new_check()
        try:
            answers, raised = subject.play(play)
            found[question] = digest(question.stem, play, answers, raised)
        except Stop:
            stops += 1
            if stops > MOST_STOPS:
                return {}
        except (TypeError, ValueError, KeyError, IndexError, OverflowError):
            continue  # an answer of such a strange shape is no misconception's
    return found


def _shows(student: dict[Question, list[Any]], misconception: Misconception) -> bool:
    """Whether the student's code has every symptom of the misconception, and there is one."""
    symptoms = 0
    for question, said in student.items():
        if not _alike(question, said, _wrong(misconception.id, question)):
            if _is_symptom(misconception, question):
                return False  # so the other questions need not be asked: most misconceptions are ruled out early
        else:
            symptoms += _is_symptom(misconception, question)
    return symptoms > 0


@lru_cache(maxsize=20_000)
def _is_symptom(misconception: Misconception, question: Question) -> bool:
    """Whether the misconception answers that question differently from the reference."""
    return not _alike(question, _wrong(misconception.id, question), _wrong("", question))


def _alike(question: Question, one: list[Any], other: list[Any]) -> bool:
    return alike(one, other, tolerance_of(question.play))


def _the_one(candidates: list[Misconception]) -> Misconception | None:
    """The only candidate, or the first one if all are of one family."""
    families = {m.family or m.id for m in candidates}
    return candidates[0] if len(families) == 1 else None


@lru_cache(maxsize=20_000)
def _wrong(identity: str, question: Question) -> list[Any]:
    """The digest of what a misconception answers, or the reference if there is no id."""
    stem, play = question.stem, question.play
    subject = _known(stem, identity)
    with _one_at_a_time:
        subject.new_check()
        answers, raised = subject.play(play)
        subject.new_check()  # keeps no module that is not in use
    return digest(stem, play, answers, raised)


@lru_cache(maxsize=512)
def _known(stem: str, identity: str) -> KnownSubject:
    text = catalogue.wrong_solutions(stem)[identity] if identity else catalogue.reference(stem)
    return KnownSubject(stem, text)
