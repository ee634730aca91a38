"""Finds misconceptions that no network of any check tells apart: to the grader they are one mistake."""

from __future__ import annotations

from collections.abc import Iterable

from grader.course import registry
from grader.course.sampling import OWN
from grader.diagnosis.known import answers
from grader.diagnosis.questions import NormalForm, Question, questions
from grader.misconceptions import catalogue

REFERENCE = ""
"""Stands for the reference among the ids of misconceptions."""


def twins(stem: str) -> list[list[str]]:
    """List the groups of misconceptions of different families whose answers are the same on all networks.

    What the networks do not tell from the reference is wrong only in company, and is left out.
    """
    families = {m.id: m.family or m.id for m in catalogue.misconceptions(stem)}
    groups = [[REFERENCE, *families]]
    for question in sorted(_questions(stem), key=lambda question: question.trains):  # training takes longest
        split = [part for group in groups for part in _split(group, question)]
        groups = [part for part in split if len({families.get(one) for one in part}) > 1]
    return [group for group in groups if REFERENCE not in group]


def _questions(stem: str) -> list[Question]:
    every = dict.fromkeys(q for check in registry.all_checks(stem) for q in questions(check, OWN))
    return [question for question in every if question.small]


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
