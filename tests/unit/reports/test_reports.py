"""The forms of the record: each is valid for its reader, and none shows hidden material to a student."""

from __future__ import annotations

import csv as standard
import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import junitparser
import msgspec
import pytest

from grader.grading.student_view import OURS, counts_sentence, for_student, student_entry
from grader.paths import KIT
from grader.record import Late, SubmissionEntry, SubmissionStatus, from_data, to_data
from grader.reports import files, github
from grader.reports.csv import csv
from grader.reports.gradescope import gradescope
from grader.reports.junit import junit
from grader.reports.push import failures, scoreboard
from grader.review import FeedbackPolicy
from tests import records
from tests.forms import RESULTS, leaks
from tests.records import typed
from tests.sample_class import recorded

Record = dict[str, Any]


HIDDEN_TITLE = "train() does every update, however many there are and wherever they lead"
"""The title of a hidden check of exercise 1: titles are all that a student sees of them."""


@pytest.fixture
def record() -> Record:
    """The real record of a right, a wrong and an untouched submission of two exercises."""
    return recorded("ada", "daan", "viktor", exercises=("ex1_by_hand", "ex2_compile"))


@pytest.fixture
def daan(record: Record) -> Record:
    """A record of one submission with every kind of failure."""
    (entry,) = (entry for entry in record["submissions"] if entry["student"] == "daan")
    entry["student"] = "da\x1b[31man"
    entry["status"] = "needs_review"
    visible = [c for e in entry["exercises"] for c in e["checks"] if not c["hidden"]]
    visible[0].update(status="grader_error", message=f"Traceback in {KIT}/grader/judging.py SECRET", score=0.0)
    visible[1].update(status="crashed", message="gone\x1b]0;evil\x07 %0A::error::x ``` ]]>", score=0.0)
    for check in (c for e in entry["exercises"] for c in e["checks"] if c["hidden"]):
        check.update(
            status="failed", message="SECRET", misconception={"id": "SECRET", "name": "SECRET", "explanation": "SECRET"}
        )
        check["counterexample"] = {"formula": "SECRET", "code": "SECRET", "network": [["Input", [], 4.125, None, None]]}
        check["new_key"] = "SECRET"
    entry["new_key"] = "SECRET"
    return {**record, "kit": {**record["kit"], "course": "SECRET"}, "submissions": [entry]}


def forms(record: Record) -> dict[str, str]:
    """Everything that a student can see of a record."""
    whole = typed(record)
    (entry,) = for_student(whole).submissions
    return {
        "record": json.dumps(to_data(for_student(whole)), ensure_ascii=False),
        "junit": junit(whole),
        "gradescope": json.dumps(json.loads(gradescope(whole)), ensure_ascii=False),
        "summary": github.job_summary(whole),
        "annotations": "\n".join(github.workflow_commands(whole)),
        "push": "\n".join([*scoreboard(entry, None), *failures(entry)]),
    }


def test_nothing_hidden_is_in_any_form_that_a_student_sees(daan: Record) -> None:
    """Neither a hidden check's message, network or code, nor a reference line, nor a path of the grader."""
    for name, text in forms(daan).items():
        assert "SECRET" not in text, name
        assert "4.125" not in text, name
        assert str(KIT) not in text, name
        assert leaks(name, text) == []
        if name != "annotations":
            assert HIDDEN_TITLE in text, name


def test_the_real_messages_of_hidden_checks_are_in_no_form(record: Record) -> None:
    """No form has a message of a hidden check, while the sweep does find them in the record itself."""
    (entry,) = (entry for entry in record["submissions"] if entry["student"] == "daan")
    failed = [c for e in entry["exercises"] for c in e["checks"] if c["status"] == "failed"]
    hidden = [c for c in failed if c["hidden"]]
    assert hidden
    # The smallest network of a hidden check may be a visible one's as well: that is no secret.
    told = "\n".join(c["counterexample"]["code"] for c in failed if not c["hidden"])
    alone = {**record, "submissions": [entry]}
    for check in hidden:
        lines = [line for line in check["counterexample"]["code"].splitlines() if "print(" in line]
        data = [check["message"], *(line for line in lines if line not in told)]
        for name, text in forms(alone).items():
            decoded = json.dumps(text, ensure_ascii=False)
            assert not any(secret in text or secret in decoded for secret in data), name
    assert leaks("record", '    """Every level is inside the one above."""\n') != []


def test_nothing_hidden_is_on_a_students_page(daan: Record, tmp_path: Path) -> None:
    """The same for the page that each student gets."""
    pages = pytest.importorskip("grader.reports.html.student_pages")
    pages.write_student_pages(typed(daan), tmp_path, bytes(32))
    (page,) = tmp_path.iterdir()
    text = page.read_text("utf-8")
    assert HIDDEN_TITLE in text
    assert "SECRET" not in text
    assert leaks("page", text) == []


def test_no_form_can_steer_a_terminal(daan: Record) -> None:
    for name, text in forms(daan).items():
        assert all(c.isprintable() or c in "\n\t" for c in text), name


def test_the_grader_error_is_said_without_its_traceback(daan: Record) -> None:
    assert OURS in junit(typed(daan))
    assert "Traceback" not in "".join(forms(daan).values())


def test_all_is_well_is_never_said_when_a_hidden_check_failed(record: Record) -> None:
    """'All visible checks pass' stands beside how many hidden ones do."""
    (entry,) = (entry for entry in record["submissions"] if entry["student"] == "ada")
    hidden = next(c for c in entry["exercises"][0]["checks"] if c["hidden"])
    hidden["status"] = "failed"
    total = sum(c["hidden"] for e in entry["exercises"] for c in e["checks"])
    assert f"{total - 1} of {total} hidden checks pass" in counts_sentence(from_data(entry, SubmissionEntry).exercises)


def test_junit_is_read_by_a_library(record: Record, tmp_path: Path) -> None:
    """A suite for each student and exercise; what is not passed is a failure or an error, never skipped."""
    file = tmp_path / "report.xml"
    file.write_text(junit(typed(record)), "utf-8")
    suites = {suite.name: suite for suite in junitparser.JUnitXml.fromfile(str(file))}
    assert len(suites) == 6
    right, wrong, untouched = (suites[f"{name}/ex1_by_hand"] for name in ("ada", "daan", "viktor"))
    assert (right.tests, right.failures, right.errors) == (9, 0, 0)
    assert (wrong.tests, wrong.failures, wrong.errors) == (9, 5, 0)
    assert untouched.failures == 9
    assert all(not case.is_skipped for suite in suites.values() for case in suite)


def test_csv_has_a_row_for_each_and_no_formulas(record: Record) -> None:
    record["submissions"][0]["student"] = "=cmd|' /C calc'!A0"
    rows = list(standard.DictReader(io.StringIO(csv(typed(record)))))
    assert [row["student"] for row in rows] == ["'=cmd|' /C calc'!A0", "daan", "viktor"]
    assert [row["score"] for row in rows] == ["26", "5", "0"] or rows[0]["score"] == rows[0]["max_score"]
    assert csv(typed({**record, "submissions": []})).startswith("student,")


@pytest.mark.parametrize("name", ["=1", " =1", "\n=1", "\t1", "\uff1d1", "+1", "-1", "@a"])
def test_no_name_is_a_formula(name: str) -> None:
    (row,) = standard.DictReader(io.StringIO(csv(records.record([records.entry(name, [])]))))
    assert row["student"] == f"'{name}"


def test_names_and_notes_are_text_in_markdown() -> None:
    """Neither a folder's name nor the code that a note quotes is a link, a picture or a heading."""
    text = github.job_summary(records.record([records.entry("[a](b)", [], notes=["look at getattr('![](c)')"])]))
    assert "\\[a\\](b)" in text
    assert "!\\[\\](c)" in text


@pytest.mark.parametrize("chosen", [True, False])
def test_quoted_text_is_no_command(chosen: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """GitHub takes no line for a command between the one that says so and a word that nobody can guess."""
    with files.without_commands({"github": chosen}):
        print("::error::all passed")
    lines = capsys.readouterr().out.splitlines()
    if chosen:
        word = lines[0].removeprefix("::stop-commands::")
        assert len(word) == 32
        assert lines[1:] == ["::error::all passed", f"::{word}::"]
    else:
        assert lines == ["::error::all passed"]


def test_gradescope_gets_what_its_documentation_asks(daan: Record) -> None:
    results = json.loads(gradescope(typed(daan)))
    jsonschema.validate(results, RESULTS)
    assert results["stdout_visibility"] == "hidden"
    assert "this is no grade yet" in results["output"]
    hidden = [test for test in results["tests"] if test["name"].endswith("(hidden)")]
    assert {test["output"] for test in hidden} == {"not shown: the check is hidden"}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**results, "visibility": "sometimes"}, RESULTS)


def test_a_mark_is_in_every_form() -> None:
    """Points that a person has to look at first: the sentence blames the grader only if it was the grader."""
    exercises = [records.exercise("ex1_by_hand", [records.check("ex1_by_hand::gradients")])]
    marked = records.entry("ada", exercises, status=SubmissionStatus.NEEDS_REVIEW, notes=["ex1_by_hand: look at it"])
    whole = records.record([marked])
    texts = [
        gradescope(whole),
        github.job_summary(whole),
        "\n".join(scoreboard(student_entry(marked, FeedbackPolicy()), None)),
    ]
    for text in texts:
        assert "This is no grade yet: a person will look at it." in text
        assert "look at it" in text
        assert "wrong in the grader" not in text
    assert "ada,,,2,needs_review,ex1_by_hand: look at it" in csv(whole)  # empty, and no 0


@pytest.mark.parametrize(
    ("path", "note", "read"),
    [
        ("/srv/class/ada", "/srv/class/ada has no exercise file", "the submission has no exercise file"),
        (".", ". has no exercise file", "the submission has no exercise file"),
        (".", "ex1_by_hand: Well explained.", "ex1_by_hand: Well explained."),
        ("ada", "ada has no exercise file", "the submission has no exercise file"),
        ("a", "ex1_by_hand: 1 day late, minus 10 %", "ex1_by_hand: 1 day late, minus 10 %"),
    ],
)
def test_the_path_of_the_folder_is_no_part_of_a_word(path: str, note: str, read: str) -> None:
    """Who grades `.`, as a job of GitHub does, gives students their notes as they are."""
    entry = records.entry("ada", [], path=path, notes=[note])
    assert student_entry(entry, FeedbackPolicy()).notes == [read]


def test_points_after_a_penalty_are_those_of_the_exercise() -> None:
    """GitHub's table adds up to its heading, and JUnit's suite speaks of its own checks."""
    checks = [records.check("ex1_by_hand::a"), records.check("ex1_by_hand::b", "failed")]
    late = msgspec.structs.replace(
        records.exercise("ex1_by_hand", checks), score=1.0, late=Late(days=2, percent=50, points=1.0)
    )
    off = records.exercise("ex2_compile", [records.check("ex2_compile::c")])
    off = msgspec.structs.replace(off, excused=True, score=0, max_score=0)
    whole = records.record([records.entry("ada", [late, off])])
    summary = github.job_summary(whole)
    assert "ada: 1 of 4 points" in summary
    assert "| ex1_by_hand | 1 / 2 | 1 / 4 (2 days late: minus 50 %) |" in summary
    assert "| ex2_compile | 1 / 1 | excused |" in summary
    first, second = ElementTree.fromstring(junit(whole))
    values = [{one.get("name"): one.get("value") for one in suite.iter("property")} for suite in (first, second)]
    assert values[0] == {"score": "1", "max_score": "4", "checks": "1 of 2 visible checks pass"}
    assert values[1]["checks"] == "1 of 1 visible checks pass"
