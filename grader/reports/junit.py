"""JUnit XML: a suite for each submission and exercise, a case for each check."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from grader.grading.student_view import for_student, summary

TAGS = {"failed": "failure", "not_started": "failure", "timeout": "error", "crashed": "error", "grader_error": "error"}
"""What each status but `passed` is in JUnit's terms. Nothing is `skipped`: readers count that as no harm."""


def junit(record: dict[str, Any]) -> str:
    """The text of the file. It holds what students may see, whoever reads it."""
    root = ElementTree.Element("testsuites", name="backprop")
    for entry in for_student(record)["submissions"]:
        for exercise in entry["exercises"]:
            root.append(_suite(entry, exercise))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(entry: dict[str, Any], exercise: dict[str, Any]) -> ElementTree.Element:
    tags = [TAGS.get(check["status"]) for check in exercise["checks"]]
    suite = ElementTree.Element(
        "testsuite",
        name=f"{entry['student']}/{exercise['id']}",
        tests=str(len(tags)),
        failures=str(tags.count("failure")),
        errors=str(tags.count("error")),
        skipped="0",
    )
    properties = ElementTree.SubElement(suite, "properties")
    figures = {"score": f"{exercise['score']:g}", "max_score": f"{exercise['max_score']:g}", "checks": summary(entry)}
    for name, value in figures.items():
        ElementTree.SubElement(properties, "property", name=name, value=value)
    for check, tag in zip(exercise["checks"], tags, strict=True):
        hidden = " (hidden)" if check["hidden"] else ""
        case = ElementTree.SubElement(
            suite, "testcase", classname=exercise["id"], name=check["title"] + hidden, file=exercise["file"]
        )
        if tag:
            message = check["message"] or check["status"].replace("_", " ")
            wrong = ElementTree.SubElement(case, tag, type=check["status"], message=message.splitlines()[0])
            wrong.text = message
    return suite
