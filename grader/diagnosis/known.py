"""What the kit's own solutions answer, and which checks they fail; each is computed once, see `kept_answers`."""

from __future__ import annotations

import threading
from functools import lru_cache

from checks.law.check import Check
from checks.model.outcomes import CannotLoad, CheckAborted, TimedOut
from grader.course.sampling import Sampling
from grader.diagnosis.kept_answers import kept
from grader.diagnosis.questions import NO_NORMAL_FORM, NormalForm, Question, questions
from grader.judge.bank.examples import recorded_examples
from grader.judge.trusted import TrustedSubject
from grader.misconceptions import catalogue
from grader.misconceptions.model import Misconception

_one_at_a_time = threading.Lock()
"""Held while the kit's solutions run: they share the state of `random`, and the names under which modules are found."""


SECONDS = 1.0
"""Processor time for one question. `grader verify` tells which misconceptions need more; this is for those that nobody
has noticed yet. Only the main thread can stop them."""

NO_ANSWER: NormalForm = [TimedOut]
"""Stands for the answer of a misconception that does not end, or has no normal form: no student's answer is like it. It
is no plain data, and so not kept for later: another time the machine may be quicker."""


@lru_cache(maxsize=60_000)
def answers(identity: str, question: Question) -> NormalForm:
    """Return the normal form of a misconception's answers, or of the reference's if there is no id."""
    if question.right is None:  # drawn for one student only
        return _answers(identity, question)
    if not identity:
        return question.normal_form(*question.right)
    return kept(question.stem, identity, question.key.hex(), lambda: _answers(identity, question))  # type: ignore[no-any-return]


def _answers(identity: str, question: Question) -> NormalForm:
    subject = _subject(question.stem, identity)
    with _one_at_a_time:
        subject.new_check()
        subject.seconds = SECONDS if threading.current_thread() is threading.main_thread() else None
        try:
            return question.normal_form(*subject.perform(question.scenario))
        except (CannotLoad, TimedOut, *NO_NORMAL_FORM):
            return NO_ANSWER
        finally:
            subject.new_check()  # lets go of the module


@lru_cache(maxsize=60_000)
def is_symptom(misconception: Misconception, question: Question) -> bool:
    """Tell whether the misconception answers the question differently from the reference."""
    return not question.alike(answers(misconception.id, question), answers("", question))


@lru_cache(maxsize=4096)
def fails(misconception: Misconception, check: Check, sampling: Sampling) -> bool:
    """Tell whether a misconception fails a check, each of its networks asked by itself; large ones are left out."""
    return bool(
        kept(check.stem, misconception.id, f"{check.id} {sampling}", lambda: _fails(misconception, check, sampling))
    )


def _fails(misconception: Misconception, check: Check, sampling: Sampling) -> bool:
    asked = iter(questions(check, sampling))
    subject = _subject(check.stem, misconception.id)
    for example in recorded_examples(check, sampling):
        own = [next(asked) for _ in example.scenarios]
        if not all(question.small for question in own) or not any(is_symptom(misconception, q) for q in own):
            continue
        with _one_at_a_time:
            subject.new_check()
            try:
                example.law(subject=subject, **example.drawn)
            except (Exception, CheckAborted):  # noqa: BLE001  # a wrong answer, however strange
                return True
    return False


@lru_cache(maxsize=1024)
def _subject(stem: str, identity: str) -> TrustedSubject:
    text = catalogue.wrong_solutions(stem)[identity] if identity else catalogue.reference(stem)
    return TrustedSubject(stem, text)
