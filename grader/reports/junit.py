"""Writes JUnit XML: a suite for each submission and exercise, a case for each check."""

from __future__ import annotations

from xml.etree import ElementTree

from checks.explain.messages import brief
from checks.model.status import Status
from grader.grading.student_view import StudentEntry, StudentExercise, counts_sentence, for_student, mistake_sentence
from grader.record import Record

FAILURES = (Status.FAILED, Status.NOT_STARTED)
"""Statuses that are a failure in JUnit's terms. The others, but for passed, are errors. None is `skipped`, which most
readers of such files show as harmless."""


def junit(record: Record) -> str:
    """Return the text of the file. It holds only what students may see."""
    root = ElementTree.Element("testsuites", name="backprop")
    for entry in for_student(record).submissions:
        for exercise in entry.exercises:
            root.append(_suite(entry, exercise))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(entry: StudentEntry, exercise: StudentExercise) -> ElementTree.Element:
    tags = [_tag(check.status) for check in exercise.checks]
    suite = ElementTree.Element(
        "testsuite",
        name=f"{entry.student}/{exercise.id}",
        tests=str(len(tags)),
        failures=str(tags.count("failure")),
        errors=str(tags.count("error")),
        skipped="0",
    )
    properties = ElementTree.SubElement(suite, "properties")
    figures = {
        "score": f"{exercise.score:g}",
        "max_score": f"{exercise.max_score:g}",
        "checks": counts_sentence([exercise]),
    }
    for name, value in figures.items():
        ElementTree.SubElement(properties, "property", name=name, value=value)
    for check, tag in zip(exercise.checks, tags, strict=True):
        hidden = " (hidden)" if check.hidden else ""
        case = ElementTree.SubElement(
            suite, "testcase", classname=exercise.id, name=check.title + hidden, file=exercise.file
        )
        if tag:
            line = brief(check.failure) if check.failure else check.message or check.status.word
            wrong = ElementTree.SubElement(case, tag, type=check.status.value, message=line)
            wrong.text = "\n\n".join(filter(None, (check.message or line, mistake_sentence(check))))
    return suite


def _tag(status: Status) -> str:
    if status is Status.PASSED:
        return ""
    return "failure" if status in FAILURES else "error"
