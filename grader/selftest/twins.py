"""Finds misconceptions that no network of any check tells apart: to the grader they are one mistake."""

from __future__ import annotations

from collections.abc import Iterable

from grader.course import registry
from grader.course.sampling import OWN
from grader.diagnosis.known import answers
from grader.diagnosis.questions import NormalForm, Question, questions
from grader.misconceptions import catalogue

MUCH = (False, 1000)
"""The effort above which a question comes last: most mistakes show with less."""

REFERENCE = ""
"""Stands for the reference among the ids of misconceptions."""


def twins(stem: str) -> list[list[str]]:
    """List the groups of misconceptions of different families whose answers are the same on all networks.

    What the networks do not tell from the reference is wrong only in company, and is left out.
    """
    families = {m.id: m.family or m.id for m in catalogue.misconceptions(stem)}
    groups = [[REFERENCE, *families]]
    for question in _questions(stem):
        split = [part for group in groups for part in _split(group, question)]
        groups = [part for part in split if len({families.get(one) for one in part}) > 1]
    return [group for group in groups if REFERENCE not in group]


def _questions(stem: str) -> list[Question]:
    """List the first question of each check, then the second, and so on: so each mistake soon shows in one.

    Those with more steps come before those with fewer, as they tell more, and those that take long come last.
    """
    places: dict[Question, int] = {}
    for check in registry.all_checks(stem):
        for place, question in enumerate(questions(check, OWN)):
            if question.small:
                places.setdefault(question, place)
    return sorted(
        places, key=lambda question: (question.effort > MUCH, places[question], -len(question.scenario.steps))
    )


def _split(group: Iterable[str], question: Question) -> list[list[str]]:
    """Split a group by the answers to a question."""
    found: list[tuple[NormalForm, list[str]]] = []
    for one in group:
        answer = answers(one, question)
        for other, part in found:
            if question.alike(answer, other):
                part.append(one)
                break
        else:
            found.append((answer, [one]))
    return [part for _, part in found]
