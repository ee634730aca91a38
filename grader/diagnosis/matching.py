"""Names the mistake behind a failed check.

A misconception is named only if its answers are the student's on all networks of the checks that fail, if it passes the
checks that the student passes, and if all of this is true of no other one outside its family. No match, no guess: then
experiments say what the wrong answer depends on, or a symptom is named, if all wrong answers to a check share one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from checks.law.check import Check
from checks.law.subject import Subject
from checks.model.status import Status
from grader.course import registry
from grader.course.sampling import OWN, Sampling
from grader.diagnosis.experiments import established
from grader.diagnosis.kept_answers import write_down
from grader.diagnosis.known import answers, fails, is_symptom
from grader.diagnosis.questions import NormalForm, Question, right_alone, student_answers
from grader.diagnosis.smaller import growth
from grader.diagnosis.symptoms import LEFT_OVER, SYMPTOMS, symptom
from grader.judge.check_runner import Outcome
from grader.judge.shared_cache import Findings
from grader.misconceptions import catalogue
from grader.misconceptions.model import Misconception, Named

KEPT = 500
"""Number of diagnoses that are remembered, the latest ones."""


def _pack(names: Mapping[str, Named]) -> dict[str, list[str]]:
    """Make plain data of the names by check, as far as a report shows them."""
    return {check: [one.id, one.name, one.explanation] for check, one in names.items()}


def _unpack(data: Mapping[str, Sequence[str]]) -> dict[str, Named]:
    return {check: Named(*parts) for check, parts in data.items()}


WEAK = {*SYMPTOMS, LEFT_OVER.id}
"""The ids of symptoms, which say less than an experiment."""

EXAMINED = {Status.FAILED: established, Status.TIMEOUT: growth}
"""What is tried for a check, by how it ended."""

_names = Findings("diagnosis", KEPT, _pack, _unpack)

Answers = Mapping[Question, NormalForm]
Pairs = Sequence[tuple[Question, NormalForm]]


def diagnosed(
    stem: str, outcomes: list[Outcome], subject: Subject, sampling: Sampling = OWN, of_hidden: Subject | None = None
) -> list[Outcome]:
    """Return the outcomes with the misconception added where it can be told; the arguments are those of `diagnose`."""
    try:
        names = diagnose(stem, outcomes, subject, sampling, of_hidden)
    except Exception:  # noqa: BLE001  # a diagnosis is an extra: no error in it may cost anybody a grade
        return outcomes
    return [replace(o, misconception=names.get(o.check.id)) for o in outcomes]


def diagnose(
    stem: str, outcomes: Sequence[Outcome], subject: Subject, sampling: Sampling = OWN, of_hidden: Subject | None = None
) -> dict[str, Named]:
    """Name the mistakes behind the failed checks of an exercise.

    By a misconception if one answers like the solution, or else by what experiments show, or by a symptom.

    Args:
        stem: The exercise.
        outcomes: The outcomes of its checks.
        subject: The student's solution, which is asked further questions.
        sampling: Which examples the checks drew.
        of_hidden: The same solution in a sandbox for the questions of hidden checks; None to ask `subject` these too.

    Returns:
        The misconception or the symptom by the check's id, for the checks where one can be told.
    """
    asked = dict.fromkeys(registry.hidden_checks(stem), of_hidden or subject)
    names = dict(_by_answers(stem, outcomes, subject, sampling, asked))
    for outcome in outcomes:
        check, failure = outcome.check, outcome.failure
        unnamed = check.id not in names or names[check.id].id in WEAK
        if unnamed and outcome.status in EXAMINED and failure and failure.scenario:
            examine = EXAMINED[outcome.status]
            found = examine(stem, failure.scenario, failure.step, asked.get(check, subject))
            names |= {check.id: found} if found else {}
    return names


def _by_answers(
    stem: str,
    outcomes: Sequence[Outcome],
    subject: Subject,
    sampling: Sampling,
    asked: Mapping[Check, Subject],
) -> dict[str, Named]:
    """Name what the answers to all questions of the failed checks show, a misconception or a symptom."""
    passed = {o.check.id for o in outcomes if o.status is Status.PASSED}
    student: dict[str, Answers] = {}
    for outcome in outcomes:
        if outcome.status is Status.FAILED and outcome.scenario:
            given = student_answers(outcome.check, outcome.scenario, asked.get(outcome.check, subject), sampling)
            if given:  # or else it does not answer, or all networks are too large to ask misconceptions about
                student[outcome.check.id] = given
    if not student:
        return {}
    written = json.dumps([[[q.key.hex(), *a] for q, a in given.items()] for given in student.values()], default=repr)
    key = (stem, sampling, tuple(sorted(passed)), tuple(student), hashlib.sha256(written.encode()).digest())
    names: dict[str, Named] | None = _names.get(key)
    if names is None:
        names = _misconceptions(stem, student, [c for c in registry.all_checks(stem) if c.id in passed], sampling)
        _names.put(key, names)
        write_down()
    # What is remembered is for all who answer alike; a symptom is also about answers that are not in the key.
    found = dict(names)
    for outcome in outcomes:
        check = outcome.check
        unnamed = check.id in student and check.id not in found
        if unnamed and (one := _symptom(check, student[check.id], asked.get(check, subject), sampling)):
            found[check.id] = one
    return found


def _misconceptions(
    stem: str, student: Mapping[str, Answers], passed: Sequence[Check], sampling: Sampling
) -> dict[str, Named]:
    """Name the misconceptions behind failed checks, given the answers to them, and the checks that passed.

    A check whose answers are right each alone tells little: those of a misconception have to be right there as well.
    """
    told = {check: pairs for check, given in student.items() if (pairs := _telling_first(given))}
    untold = [pair for check in student.keys() - told.keys() for pair in student[check].items()]
    told = dict(sorted(told.items(), key=lambda one: one[1][0][0].effort))
    candidates = catalogue.misconceptions(stem)

    def is_possible(one: Misconception) -> bool:
        return not any(fails(one, check, sampling) for check in passed) and _answers_alike(one, untold)

    if whole := _fitting_all(candidates, list(told.values()), is_possible):
        named = _the_one(whole)
        return dict.fromkeys(student, named) if named else {}
    fitting = {} if untold else {m: fits for m, fits in _fitting(candidates, told).items() if is_possible(m)}
    if set(student) != {check for fits in fitting.values() for check in fits}:
        return {}  # one failure at least has a reason that is not known, which may be the reason of the others as well
    found = {check: _the_one([m for m, fits in fitting.items() if check in fits]) for check in told}
    return {check: named for check, named in found.items() if named}


def _symptom(check: Check, given: Answers, subject: Subject, sampling: Sampling) -> Named | None:
    """Name what all wrong answers to a check have in common; if each is right alone, that."""
    if all(q.alike(answer, answers("", q)) for q, answer in given.items()):
        return LEFT_OVER if right_alone(check, subject, sampling) else None
    return symptom(given, {q: answers("", q) for q in given})


def _fitting_all(
    candidates: Iterable[Misconception], told: Sequence[Pairs], is_possible: Callable[[Misconception], bool]
) -> list[Misconception]:
    """List possible misconceptions whose answers are the student's to all questions of all failed checks.

    Nearly all are ruled out by the first question of a check, so that is asked first, and where it takes least.

    Returns:
        The first one of a family, and of two families at most: more would tell nothing more.
    """
    left = candidates if told else []
    for pairs in told:
        left = [one for one in left if _answers_alike(one, pairs[:1])]
    found: dict[str, Misconception] = {}
    for one in left:
        family = one.family or one.id
        is_news = family not in found and len(found) < 2
        if is_news and all(_answers_alike(one, pairs) for pairs in told) and is_possible(one):
            found[family] = one
    return list(found.values())


def _fitting(candidates: Sequence[Misconception], told: Mapping[str, Pairs]) -> dict[Misconception, set[str]]:
    """Find the failed checks on all of whose networks a misconception's answers are the student's.

    Returns:
        The checks of each misconception that fits at least one and shows no symptom in another which the student lacks;
        nothing as soon as there is a check that none of them fits.
    """
    found: dict[Misconception, set[str]] = {one: set() for one in candidates}
    looked_at: set[str] = set()
    for check, pairs in told.items():
        for one, fits in list(found.items()):
            off = next((q for q, given in pairs if not q.alike(given, answers(one.id, q))), None)
            if off is None:
                fits.add(check)
            elif is_symptom(one, off):
                del found[one]
        looked_at.add(check)
        if not looked_at.issubset(set().union(*found.values())):
            return {}
    return {one: fits for one, fits in found.items() if fits}


def _answers_alike(one: Misconception, pairs: Iterable[tuple[Question, NormalForm]]) -> bool:
    """Tell whether a misconception answers these questions as the student does."""
    return all(question.alike(given, answers(one.id, question)) for question, given in pairs)


def _telling_first(given: Answers) -> Pairs:
    """Sort a check's questions so that most misconceptions are ruled out by the first one.

    Those on which the student differs from the reference come first, and those that train last: they take longest. If
    there are none of the former, the answers are wrong only in company: then nothing can be told, and none is returned.
    """
    wrong = {q: not q.alike(answer, answers("", q)) for q, answer in given.items()}
    return sorted(given.items(), key=lambda pair: (not wrong[pair[0]], pair[0].trains)) if any(wrong.values()) else []


def _the_one(candidates: Sequence[Misconception]) -> Misconception | None:
    """Return the first candidate if all are of one family, and None if they are not or if there is none."""
    families = {m.family or m.id for m in candidates}
    return candidates[0] if len(families) == 1 else None
