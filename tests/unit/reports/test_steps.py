"""The steps of a failing network in the pages: the data at the check, the page of steps once, and nothing that runs."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from dataclasses import replace

from checks.explain.failure import Failure
from checks.model.network import Builder
from checks.model.scenario import Scenario, backward, forward
from checks.model.status import Status
from checks.stepper.page import PLACE, program, template
from grader.record import Counterexample, Record
from grader.reports.html.class_page import class_page
from grader.reports.html.steps import steps
from grader.reports.html.student_pages import student_page
from tests import records
from tests.unit.reports.test_html import Tags, unpacked

HOSTILE = '"><script>'


def failure(stem: str = "ex3_caching") -> Failure:
    """A wrong answer about 0.5 times an input of a hostile name."""
    builder = Builder()
    network = builder.add("Multiply", builder.parameter(0.5), builder.input(2.0, HOSTILE)).network()
    scenario = Scenario(network, (forward(network.root), backward(network.root, 3.0)))
    return Failure(stem, "the law", Status.FAILED, scenario, 1, "1", "2")


def record(found: Failure | None) -> Record:
    """A class of a student with one failed check."""
    shown = Counterexample("w1 * x1", "", [])
    check = records.check("ex3_caching::one", "failed", message="wrong", failure=found, counterexample=shown)
    return records.record([records.entry("ada", [records.exercise("ex3_caching", [check])])])


def given(text: str) -> list[str | None]:
    return [attributes["data-steps"] for tag, attributes in Tags(text).tags if attributes.get("class") == "steps"]


def test_both_pages_have_the_data_at_the_check() -> None:
    """The values, what comes down, and the name as text: no tag comes of it, in a page or in the frame."""
    found = record(failure())
    page = class_page(found)
    for text in (student_page(found.submissions[0], None), unpacked(page)[0]):
        (there,) = given(text)
        assert there is not None
        assert "<" not in there
        data = json.loads(there)
        assert [node["name"] for node in data["nodes"]] == ["w1", HOSTILE, "root"]
        assert data["numbers"]["values"] == [0.5, 2.0, 1.0]
        assert data["numbers"]["totals"] == [6.0, 1.5, 3.0]
        assert data["yours"] is None


def test_the_page_of_steps_is_there_once_and_may_run() -> None:
    """With a policy that knows its program; a student's page without a failing network has no script at all."""
    found = record(failure())
    digest = base64.b64encode(hashlib.sha256(program().encode()).digest()).decode()
    for page in (class_page(found), student_page(found.submissions[0], None)):
        text = page.partition('id="stepper">')[2].partition("</script>")[0]
        assert json.loads(text) == template()
        assert text.count(PLACE) == 1
        assert f"'sha256-{digest}'" in html.unescape(page)
    bare = student_page(record(None).submissions[0], None)
    assert "script-src 'none'" in html.unescape(bare)
    assert "<script" not in bare


def test_the_steps_are_those_of_the_question() -> None:
    """Whoever asks for the same network gets the same text; without an answer to compare with there is none."""
    assert steps(failure()) == steps(failure())
    assert "Exercise 3: the network on which it fails" in steps(failure())
    assert steps(None) == steps(replace(failure(), expected="")) == ""


def test_what_builds_on_other_exercises_has_no_steps() -> None:
    """As in the browser: its classes are the student's own."""
    assert steps(failure("capstone")) == ""
