"""What a person decides is kept, bound to what the person saw, and shown to those whom it concerns."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from checks.model.status import Status
from grader.cli import main
from grader.course import decisions
from grader.course.config import CourseError, find_course
from grader.course.decisions import (
    Decision,
    Decisions,
    DecisionsError,
    ForAll,
    apply_points,
    read_decisions,
    settle,
    text_of,
    write_decisions,
)
from grader.grading.student_view import review_sentence, student_entry
from grader.record import MisconceptionName, SubmissionEntry, SubmissionStatus, read_record, write_record
from grader.review import Doubt, DoubtKind, FeedbackPolicy
from tests import records

SEEN = Doubt(DoubtKind.CODE, "ex1_by_hand earned points with code: line 3: import ctypes. Look at it.", "ex1_by_hand")
LOST = Doubt(DoubtKind.COLLECTION, "could not be collected: caching.py")
FAILED = Doubt(DoubtKind.GRADER, "1 check could not be judged: MemoryError", "ex2_compile")
SIGN = MisconceptionName("sign_lost", "The sign is lost", "...")


def entry(*doubts: Doubt) -> SubmissionEntry:
    """Two exercises with 3 of 4 points and 2 of 2; a check of the first failed by a known mistake."""
    first = [
        records.check("ex1_by_hand::a"),
        records.check("ex1_by_hand::b", "failed", score=1.0, misconception=SIGN),
    ]
    exercises = [
        records.exercise("ex1_by_hand", first),
        records.exercise("ex2_compile", [records.check("ex2_compile::a")]),
    ]
    return records.entry(
        "ada",
        exercises,
        status=SubmissionStatus.NEEDS_REVIEW if doubts else SubmissionStatus.GRADED,
        notes=[doubt.what for doubt in doubts if doubt.kind is not DoubtKind.GRADER],
        doubts=list(doubts) or None,
    )


def said(graded: SubmissionEntry, exercise: str, verdict: str, points: float = 0.0, comment: str = "") -> Decisions:
    return Decisions([Decision("ada", exercise, text_of(graded, exercise), verdict, points, comment, "Eva", "Monday")])


def after(graded: SubmissionEntry, decisions: Decisions) -> SubmissionEntry:
    return settle(apply_points(graded, "ada", decisions), "ada", decisions)


@pytest.mark.parametrize(
    ("verdict", "points", "score", "words"),
    [("accepted", 0.0, 5.0, "accepted"), ("refused", 0.0, 2.0, "refused"), ("points", 1.5, 3.5, "1.5 points")],
)
def test_a_question_is_answered(verdict: str, points: float, score: float, words: str) -> None:
    graded = entry(SEEN)
    done = after(graded, said(graded, "ex1_by_hand", verdict, points, "Well explained."))
    assert (done.score, done.status, done.doubts) == (score, SubmissionStatus.GRADED, None)
    assert done.notes == [f"ex1_by_hand: {words} by Eva: Well explained."]
    assert student_entry(done, FeedbackPolicy()).notes == ["ex1_by_hand: Well explained."]


def test_points_are_not_above_the_maximum_and_come_without_a_question_too() -> None:
    graded = entry()
    assert after(graded, said(graded, "ex1_by_hand", "points", 9.0)).score == 6.0


def test_another_question_stays_open() -> None:
    graded = entry(SEEN, LOST)
    done = after(graded, said(graded, "ex1_by_hand", "accepted"))
    assert (done.status, done.doubts) == (SubmissionStatus.NEEDS_REVIEW, [LOST])
    done = after(graded, said(graded, "", "accepted", comment="Taken by mail."))
    assert (done.status, done.doubts) == (SubmissionStatus.NEEDS_REVIEW, [SEEN])
    assert "the submission: Taken by mail." in student_entry(done, FeedbackPolicy()).notes


def test_a_new_text_is_a_new_question() -> None:
    graded = entry(SEEN)
    new = replace(graded, exercises=[replace(graded.exercises[0], sha256="other"), graded.exercises[1]])
    for verdict in ("accepted", "refused"):
        done = after(new, said(graded, "ex1_by_hand", verdict))
        assert (done.score, done.status) == (5.0, SubmissionStatus.NEEDS_REVIEW)
        assert done.doubts and done.doubts[0] == SEEN
    assert done.notes[-1] == "ex1_by_hand: Eva decided about another text than this one, at Monday. Look again."
    assert not [note for note in student_entry(done, FeedbackPolicy()).notes if "Eva" in note or "ctypes" in note]


def test_a_void_check_and_a_milder_mistake() -> None:
    """Full marks for all, and a mistake that costs less; a void check that the grader failed on is no question."""
    graded = entry(FAILED)
    broken = replace(graded.exercises[1].checks[0], status=Status.GRADER_ERROR, score=0.0)
    graded = replace(graded, exercises=[graded.exercises[0], replace(graded.exercises[1], checks=[broken], score=0.0)])
    everybody = ForAll("Our mistake.", "Eva", "Monday")
    done = after(
        graded, Decisions(void={"ex2_compile::a": everybody}, milder={"sign_lost": replace(everybody, points=0.5)})
    )
    assert (done.score, done.status) == (3.5 + 2.0, SubmissionStatus.GRADED)
    assert done.notes == [
        "'the law of ex2_compile::a' has full marks for everybody: Our mistake.",
        "'The sign is lost' costs 0.5 less: Our mistake.",
    ]
    assert student_entry(done, FeedbackPolicy()).notes == done.notes
    assert after(graded, Decisions(milder={"sign_lost": replace(everybody, points=9.0)})).exercises[0].score == 4.0


@pytest.mark.parametrize(("less", "score"), [(1.0, 1.0), (3.0, 3.0), (9.0, 5.0)])
def test_a_mistake_costs_less_once_however_many_checks_it_fails(less: float, score: float) -> None:
    """Three checks of 2, 2 and 1 points that fail by the same mistake: 1 less is 1 point, and not 3."""
    wrong = [
        records.check(f"ex1_by_hand::{one}", "failed", most, misconception=SIGN)
        for one, most in zip("abc", (2.0, 2.0, 1.0), strict=True)
    ]
    graded = records.entry("ada", [records.exercise("ex1_by_hand", wrong)])
    done = after(graded, Decisions(milder={"sign_lost": ForAll("", "Eva", "Monday", less)}))
    assert (done.score, done.exercises[0].score) == (score, score)


@pytest.mark.parametrize(
    ("doubt", "sentence", "seen"),
    [
        (SEEN, "This is no grade yet: a person will look at the code.", []),
        (FAILED, "Something went wrong in the grader itself: this is no grade yet, a person will look at it.", []),
        (
            LOST,
            "Your work could not be collected as it is: this is no grade yet, a person will look at it.",
            [LOST.what],
        ),
    ],
)
def test_three_sentences_for_three_things(doubt: Doubt, sentence: str, seen: list[str]) -> None:
    """A student never reads what was detected in the code."""
    shown = student_entry(entry(doubt), FeedbackPolicy())
    assert review_sentence(shown) == sentence
    assert shown.notes == seen
    assert [doubt.what for doubt in shown.doubts or []] == [""]


@pytest.fixture
def graded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_record(records.record([entry(SEEN, LOST)]), tmp_path / "r.json")
    return tmp_path


def review(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["review", "r.json", "--by", "Eva", *arguments], env={"COLUMNS": "200"})


def test_the_command_lists_and_answers(graded: Path) -> None:
    before = review()
    assert before.exit_code == 1
    assert "import ctypes" in before.stdout and "2 open." in before.stdout
    accepted = review("--student", "ada", "--accept", "--comment", "Fine.")
    assert accepted.exit_code == 0
    assert "decisions.json: accepted for ex1_by_hand of ada, all of ada. It holds" in accepted.stdout
    decided = find_course(None).decisions
    assert [(one.student, one.exercise, one.verdict, one.by) for one in decided.students] == [
        ("ada", "ex1_by_hand", "accepted", "Eva"),
        ("ada", "", "accepted", "Eva"),
    ]
    done = after(read_record(graded / "r.json").submissions[0], decided)
    assert done.status is SubmissionStatus.GRADED
    answered = review()
    assert (answered.exit_code, "accepted by Eva; grade again" in answered.stdout) == (0, True)
    write_record(records.record([done]), graded / "r.json")
    assert "Fine." in review().stdout
    undone = review("--student", "ada", "--exercise", "ex1", "--undo")
    assert (undone.exit_code, "taken back: what was said for ex1_by_hand of ada." in undone.stdout) == (0, True)
    halves = review("--student", "ada", "--exercise", "ex2", "--points", "1.5")
    assert "1.5 points for ex2_compile of ada." in halves.stdout
    assert review("--student", "ada", "--exercise", "ex2", "--undo").exit_code == 0
    assert [one.exercise for one in read_decisions(graded).students] == [""]


def test_the_command_shows_the_lines_of_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What ends a line for other programs, as a form feed, moves nothing; a file that has changed is not shown."""
    monkeypatch.chdir(tmp_path)
    text = "X = 1\n# \x0c \u2028\nimport ctypes  # \x1b[2J\nY = 2\n"
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada/ex1_by_hand.py").write_text(text)
    seen = replace(SEEN, what="ex1_by_hand earned points with code: ctypes in line 3. Look at it.")
    one = entry(seen, FAILED)
    first = replace(one.exercises[0], sha256=hashlib.sha256(text.encode()).hexdigest())
    one = replace(one, path="ada", exercises=[first, one.exercises[1]])
    write_record(records.record([one]), tmp_path / "r.json")
    (line,) = [line for line in review().stdout.splitlines() if "import" in line]
    assert "    3 | import ctypes  # \\x1b[2J" in line
    (tmp_path / "ada/ex1_by_hand.py").write_text(text.replace("import", "print"))
    assert "print" not in review().stdout


def test_the_command_decides_for_all(graded: Path) -> None:
    assert review("--void", "ex2_compile::a", "--comment", "Sorry.").exit_code == 0
    assert review("--milder", "sign_lost=1").exit_code == 0
    decided = read_decisions(graded)
    assert decided.void["ex2_compile::a"].comment == "Sorry."
    assert decided.milder["sign_lost"].points == 1.0
    assert "costs 1 less, says Eva" in review().stdout
    assert review("--milder", "sign_lost", "--undo").exit_code == 0
    assert not read_decisions(graded).milder


def in_another_process(work: Callable[[], object]) -> None:
    """Stand in for another process: a lock belongs to the thread that took it."""
    other = threading.Thread(target=work)
    other.start()
    other.join()


def test_of_two_who_decide_at_once_neither_is_lost(graded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second person decides after the first one's command has read the file, and before it writes."""
    everybody = ForAll("", "Tom", "Monday")
    refused = []

    def tom_decides() -> None:
        try:
            with decisions.changing(graded) as before:
                before.void["ex1_by_hand::a"] = everybody
        except DecisionsError as error:
            refused.append(str(error))

    read, reads = decisions.read_decisions, []

    def read_and_be_overtaken(folder: Path) -> Decisions:
        found = read(folder)
        reads.append(folder)
        if len(reads) == 1:
            in_another_process(tom_decides)
        return found

    monkeypatch.setattr(decisions, "read_decisions", read_and_be_overtaken)
    monkeypatch.setattr(decisions, "LOCK_SECONDS", 0.0)
    assert review("--void", "ex2_compile::a").exit_code == 0
    assert len(reads) == 1
    assert len(refused) == 1
    assert "decisions.json: expected a turn within 0 seconds, but another `grader review` is changing it" in refused[0]
    tom_decides()
    assert list(read(graded).void) == ["ex2_compile::a", "ex1_by_hand::a"]


def test_who_decides_second_waits_for_the_first(graded: Path) -> None:
    second = threading.Thread(target=lambda: review("--void", "ex2_compile::a"))
    with decisions.changing(graded) as before:
        second.start()
        before.void["ex1_by_hand::a"] = ForAll("", "Tom", "Monday")
    second.join()
    assert list(read_decisions(graded).void) == ["ex1_by_hand::a", "ex2_compile::a"]


def test_a_file_that_is_being_changed_too_long_is_said(graded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decisions, "LOCK_SECONDS", 0.0)
    results: list[Result] = []
    with decisions.changing(graded):
        in_another_process(lambda: results.append(review("--void", "ex2_compile::a")))
        assert review().exit_code == 1, "who only reads waits for nobody"
    (result,) = results
    assert result.exit_code == 2
    assert "nothing was decided, try again when that one has ended" in result.stderr
    assert not read_decisions(graded).void


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["--student", "ida", "--accept"], "ida is not in the record; did you mean ada?"),
        (["--student", "ada"], "expected one of --accept, --refuse, --points and --undo"),
        (["--student", "ada", "--accept", "--refuse"], "expected one of --accept, --refuse, --points and --undo"),
        (["--student", "ada", "--void", "x"], "expected one of --student, --void and --milder"),
        (["--student", "ada", "--points", "3"], "ada: --points is for one exercise: say which, with --exercise"),
        (["--student", "ada", "--exercise", "ex2", "--undo"], "ada, ex2_compile: nothing was decided"),
        (["--void", "ex2_compile::b"], "ex2_compile::b is not in the record; did you mean ex2_compile::a?"),
        (["--void", "ex2_compile::a", "--undo"], "ex2_compile::a: nothing was decided"),
        (["--milder", "sign_lost"], "--milder: expected the id of a mistake and a number of points, as sign_lost=1"),
        (["--milder", "sign_lost=nan"], "--milder: expected the id of a mistake and a number of points"),
        (["--milder", "sign_lost=inf"], "--milder: expected the id of a mistake and a number of points"),
        (["--milder", "sign_lost=500"], "--milder: expected at most 2 points, what sign_lost costs anybody, got 500"),
        (["--milder", "=1"], "--milder: expected the id of a mistake and a number of points"),
        (["--student", "ada", "--exercise", "ex1", "--points", "nan"], "expected a number, got 'nan'"),
        (["--student", "ada", "--exercise", "ex1", "--points", "inf"], "expected a number, got 'inf'"),
        (["--student", "ada", "--exercise", "ex1", "--points", "4.5"], "expected at most 4 points, got 4.5"),
        (
            ["--student", "ada", "--exercise", "ex4", "--accept"],
            "ada: expected an exercise of the record, ex1_by_hand, ex2_compile, got ex4_macros",
        ),
        (["--accept"], "expected --student, --void or --milder with that"),
        (["--comment", "Fine."], "expected --student, --void or --milder with that"),
        (["--void", "ex2_compile::a", "--refuse"], "expected them with --student only"),
        (["--milder", "sign_lost=1", "--exercise", "ex1"], "expected them with --student only"),
        (["--milder", "sing_lost=1"], "sing_lost is not in the record; did you mean sign_lost?"),
    ],
)
def test_wrong_use_changes_nothing(graded: Path, arguments: list[str], error: str) -> None:
    result = review(*arguments)
    assert (result.exit_code, error in result.stderr) == (2, True), result.output
    assert not (graded / "decisions.json").exists()


def test_a_damaged_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "decisions.json").write_text('{"students": 3}')
    with pytest.raises(CourseError, match=r"decisions\.json: expected what `grader review` writes, got something else"):
        find_course(None)


def test_nothing_is_open_and_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_record(records.record([entry()]), tmp_path / "r.json")
    assert review().stdout.startswith("0 open.")
    result: Any = review("--student", "ada", "--accept")
    assert "ada: nothing is open: say which exercise you mean, with --exercise" in result.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no umask")
def test_the_umask_says_who_reads_the_decisions(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_decisions(Decisions(), tmp_path)
    finally:
        os.umask(before)
    (file,) = tmp_path.iterdir()
    assert file.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no such rights")
def test_who_can_write_into_the_folder_can_decide(tmp_path: Path) -> None:
    """Of a folder that a group writes, the next of the group locks the decisions as well."""
    tmp_path.chmod(0o770)
    with decisions.changing(tmp_path):
        assert (tmp_path / decisions.LOCK).stat().st_mode & 0o777 == 0o660


DECISION = {"student": "ada", "exercise": "ex1_by_hand", "text": "", "by": "Eva", "at": "Monday", "comment": ""}


@pytest.mark.parametrize(
    "edited",
    [
        {"students": [DECISION | {"verdict": "perfect", "points": 4}]},
        {"students": [DECISION | {"verdict": "points", "points": -1}]},
        {"students": [DECISION | {"verdict": "points", "points": 1e400}]},
        {"students": [DECISION | {"verdict": "points", "points": "4"}]},
        {"milder": {"sign_lost": {"comment": "", "by": "", "at": "", "points": -2}}},
        {"void": {"ex1_by_hand::a": True}},
        {"viod": {}},
        {"void": {"ex1_by_hand::a": {"comment": "", "by": "", "at": "", "point": 2}}},
        [],
    ],
)
def test_an_edited_file_says_nothing_that_the_command_cannot(tmp_path: Path, edited: object) -> None:
    (tmp_path / "decisions.json").write_text(json.dumps(edited).replace("Infinity", "1e400"))
    with pytest.raises(
        DecisionsError, match=r"decisions\.json: expected what `grader review` writes, got something else"
    ):
        read_decisions(tmp_path)


def test_refused_is_without_points_whatever_else_is_said() -> None:
    graded = entry(SEEN)
    (first, _) = after(graded, said(graded, "ex1_by_hand", "refused", points=4.0)).exercises
    assert first.score == 0.0


def test_a_comment_does_nothing_in_a_terminal() -> None:
    graded = entry(SEEN)
    done = after(graded, said(graded, "ex1_by_hand", "accepted", comment="\x1b[2Jfine"))
    assert done.notes == ["ex1_by_hand: accepted by Eva: \\x1b[2Jfine"]
