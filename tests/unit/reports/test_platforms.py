"""The tables for Canvas and Moodle, and the ZIP file with feedback."""

from __future__ import annotations

import csv
import io
import secrets
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from grader.course.config import Course
from grader.intake.collected import Collected, Collection, Sender, write_collection
from grader.intake.people import Person, find_people
from grader.intake.pseudonyms import course_with_pseudonyms, key_file, pseudonym, read_key
from grader.intake.roster import RosterError, RosterRow
from grader.record import Record, SubmissionEntry, SubmissionStatus
from grader.reports.html.facets import facets
from grader.reports.platforms import People, canvas_csv, moodle_csv, place_of, unknown_to
from tests import records

COURSE = Course(name="Backprop", columns={"total": "All (4711)", "ex1_by_hand": "=First (12)"}, rounding=0.5)
ROSTER = """student,id,name,email,sis,section
ada,101,Ada Lovelace,ada@example.edu,S1,A
ben,102,=cmd(),ben@example.edu,,B
eve,103,Eve,,,
"""


@pytest.fixture
def graded(tmp_path: Path) -> tuple[Record, People]:
    """Ada has 3 of 4; Ben is excused from half, and has 1 of 2; Eve needs a person."""
    entries = []
    for name in ("ada", "ben", "eve"):
        (tmp_path / "class" / name).mkdir(parents=True)
        first = records.exercise("ex1_by_hand", [records.check("ex1_by_hand::a", score=1.0)])
        second = records.exercise("ex2_compile", [records.check("ex2_compile::a")])
        if name == "ben":
            second = msgspec.structs.replace(second, score=0.0, max_score=0.0, excused=True)
        status = SubmissionStatus.NEEDS_REVIEW if name == "eve" else SubmissionStatus.GRADED
        entries.append(records.entry(name, [first, second], path=str(tmp_path / "class" / name), status=status))
    (tmp_path / "roster.csv").write_text(ROSTER)
    folders = [tmp_path / "class" / name for name in ("ada", "ben", "eve")]
    return records.record(entries), find_people(folders, tmp_path / "roster.csv")


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_canvas(graded: tuple[Record, People]) -> None:
    """As Canvas exports it; 1 of the 2 points that Ben can have are 2 of 4."""
    assert rows(canvas_csv(graded[0], COURSE, graded[1])) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "All (4711)", "'=First (12)"],
        ["    Points Possible", "", "", "", "", "4", "2"],
        ["Ada Lovelace", "101", "S1", "ada@example.edu", "A", "3", "1"],
        ["'=cmd()", "102", "", "ben@example.edu", "B", "2", "1"],
        ["Eve", "103", "", "", "", "", ""],
    ]


def test_canvas_says_who_is_excused(graded: tuple[Record, People]) -> None:
    table = rows(canvas_csv(graded[0], Course(columns={"ex2_compile": "Second"}), graded[1]))
    assert [row[-1] for row in table] == ["Second", "2", "2", "EX", ""]


def test_moodle(graded: tuple[Record, People]) -> None:
    head = ["Identifier", "Full name", "ID number", "Email address", "Grade", "Maximum grade", "Last modified (grade)"]
    assert rows(moodle_csv(graded[0], COURSE, graded[1])) == [
        [*head, "'=First (12)"],
        ["Participant 101", "Ada Lovelace", "S1", "ada@example.edu", "3", "4", "-", "1"],
        ["Participant 102", "'=cmd()", "", "ben@example.edu", "2", "4", "-", "1"],
        ["Participant 103", "Eve", "", "", "", "4", "-", ""],
    ]


class OnDisk(list[SubmissionEntry]):
    """Submissions that count how often all of them are gone through, as each time they are read from a disk."""

    times = 0

    def __iter__(self) -> Iterator[SubmissionEntry]:
        self.times += 1
        return super().__iter__()


@pytest.mark.parametrize("table", [canvas_csv, moodle_csv])
def test_each_submission_is_read_twice_however_many_there_are(graded: tuple[Record, People], table: Any) -> None:
    submissions = OnDisk(graded[0].submissions)
    table(msgspec.structs.replace(graded[0], submissions=submissions), COURSE, graded[1])
    assert submissions.times == 2


def test_without_a_name_the_column_is_the_courses(graded: tuple[Record, People]) -> None:
    assert rows(canvas_csv(graded[0], Course(name="Deep"), graded[1]))[0][5:] == ["Deep"]


def test_who_is_unknown_to_the_platform(tmp_path: Path) -> None:
    people = find_people([tmp_path / "ada"], None)
    assert unknown_to("canvas", people) == unknown_to("moodle", people) == ["ada"]
    (tmp_path / "roster.csv").write_text("student,login\nada,a1\n")
    people = find_people([tmp_path / "ada"], tmp_path / "roster.csv")
    assert (unknown_to("canvas", people), unknown_to("moodle", people)) == ([], ["ada"])


@pytest.mark.parametrize(
    ("prefix", "name"),
    [
        ("lovelaceada_101_9_", "lovelaceada_101_9_feedback.html"),
        ("Ada L_7_assignsubmission_file_", "Ada L_7_assignsubmission_file_/feedback.html"),
        ("", "ada-"),
    ],
)
def test_feedback_has_the_name_that_the_platform_knows(tmp_path: Path, prefix: str, name: str) -> None:
    pytest.importorskip("jinja2", reason="jinja2 is not installed: pip install -e .[html]")
    from grader.reports.feedback_zip import write_feedback

    sender = Sender("Canvas", "101", "ada", prefix=prefix) if prefix else None
    write_collection(tmp_path, Collection({}, True, {"ada": Collected("", sender=sender)}))
    entry = records.entry("ada", [records.exercise("ex1_by_hand", [])], path=str(tmp_path / "ada"))
    people = find_people([tmp_path / "ada"], None)
    for file in ("one.zip", "two.zip"):
        write_feedback(records.record([entry]), people, tmp_path / file, bytes(32))
    (inside,) = zipfile.ZipFile(tmp_path / "one.zip").namelist()
    assert inside.startswith(name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


SENT = {"lovelaceada": "101", "bb": "102", "cy": "7", "other": "103"}
"""A folder -> the platform's number of its student."""


def test_pseudonyms_lead_back_through_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "token_hex", lambda size: "00" * size)  # by another key, "ada" might be in one
    roster = tmp_path / "roster.csv"
    roster.write_text(ROSTER)
    key = read_key(roster, make=True)
    assert key_file(roster).stat().st_mode & 0o777 == 0o600
    assert read_key(roster, make=True) == key
    hidden = pseudonym(key, "ada")
    assert "ada" not in hidden and hidden != pseudonym(b"another", "ada")
    write_collection(tmp_path, Collection({}, True, {hidden: Collected("")}, pseudonyms=True))
    (person,) = find_people([tmp_path / hidden], roster).values()
    assert (person.row.name, person.hidden) == ("Ada Lovelace", True)
    entry = records.entry(hidden, [], path=str(tmp_path / hidden))
    assert facets([entry], [], [], [], {place_of(entry): person})["emails"] == [""]  # no address is on a page
    assert list(course_with_pseudonyms(Course(students={"ada": {}}), key).students) == [hidden]


def test_a_roster_knows_folders_that_are_named_otherwise_by_their_number(tmp_path: Path) -> None:
    """As the export of Canvas' gradebook, given after the work was collected without it."""
    (tmp_path / "export.csv").write_text(
        "Student,ID,SIS User ID,SIS Login ID,Section\n"
        '"Lovelace, Ada",101,,ada@example.edu,A\nBen,102,,ben,B\nCy,103,,cy,A\n'
    )
    sent = {name: Sender("Canvas", number, name) for name, number in SENT.items()}
    write_collection(tmp_path, Collection({}, True, {name: Collected("", sender=one) for name, one in sent.items()}))
    people = find_people([tmp_path / name for name in SENT], tmp_path / "export.csv")
    found = {Path(place).name: (one.row.name, one.row.section) for place, one in people.items()}
    assert found == {
        "lovelaceada": ("Lovelace, Ada", "A"),
        "bb": ("Ben", "B"),
        "cy": ("Cy", "A"),
        "other": ("other", ""),  # the row is for the folder of its name
    }


def test_a_key_that_is_missing_or_wrong(tmp_path: Path) -> None:
    with pytest.raises(RosterError, match=r"roster\.csv\.key: expected the key of the pseudonyms: No such file"):
        read_key(tmp_path / "roster.csv")
    (tmp_path / "roster.csv.key").write_text("no key")
    with pytest.raises(RosterError, match="expected the key of the pseudonyms, got something else"):
        read_key(tmp_path / "roster.csv")


def test_a_name_cannot_begin_a_row(tmp_path: Path) -> None:
    """Python's writer puts no quotation marks round a carriage return, at which Excel and Canvas end a row."""
    (tmp_path / "roster.csv").write_text('student,id,name,section\nben,102,"Ben\rEve,103,,,,4,2",A"\n', newline="")
    (tmp_path / "ben").mkdir()
    graded = records.record([records.entry("ben", [], path=str(tmp_path / "ben"))])
    people = find_people([tmp_path / "ben"], tmp_path / "roster.csv")
    for text in (canvas_csv(graded, COURSE, people), moodle_csv(graded, COURSE, people)):
        assert "\r" not in text
        assert len([row for row in rows(text) if "103" in row]) == 0


@pytest.mark.parametrize("prefix", ["../../x_1_2_", "a\\..\\b_1_2_", "/etc/x_1_2_", "same_1_2_"])
def test_feedback_leads_nowhere_and_writes_nothing_over(tmp_path: Path, prefix: str) -> None:
    """The prefix comes from a file that others may have edited."""
    from grader.reports.feedback_zip import write_feedback

    entries = [records.entry(name, [], path=str(tmp_path / name)) for name in ("ada", "ben")]
    people = {str(tmp_path / name): Person(RosterRow(name), prefix) for name in ("ada", "ben")}
    write_feedback(records.record(entries), people, tmp_path / "f.zip", bytes(32))
    with zipfile.ZipFile(tmp_path / "f.zip") as archive:
        names = archive.namelist()
    assert len(set(names)) == 2
    assert not any(".." in name or "/" in name or "\\" in name for name in names)
