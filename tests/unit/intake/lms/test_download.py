"""What is taken from a download of a class, and what is refused, with a reason for each."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from grader.intake.lms import archive
from grader.intake.lms.archive import ArchiveError
from grader.intake.lms.download import HandedIn, match_roster, sort_download
from grader.intake.roster import RosterRow

MOST = 1000
LINK = zipfile.ZipInfo("a_1_9_ex1_by_hand.py")
LINK.external_attr = (stat.S_IFLNK | 0o777) << 16


def pack(files: dict[str | zipfile.ZipInfo, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in files.items():
            zipped.writestr(name, data)
    return out.getvalue()


def taken(tmp_path: Path, files: dict[str | zipfile.ZipInfo, bytes | str], platform: str = "Canvas") -> HandedIn:
    """What the one student of a download handed in."""
    file = tmp_path / "download.zip"
    file.write_bytes(pack(files))
    (one,), strangers = sort_download(file, platform, MOST)
    assert not strangers
    return one


def texts(one: HandedIn) -> dict[str, bytes]:
    return {stem: entry.data for stem, entry in one.files.items()}


def test_the_last_attempt_counts(tmp_path: Path) -> None:
    files: dict[str | zipfile.ZipInfo, bytes | str] = {
        f"a_1_{n}_ex3_caching{mark}.py": f"{n}" for n, mark in ((5, ""), (6, "-10"), (7, "-2"))
    }
    one = taken(tmp_path, files)
    assert texts(one) == {"ex3_caching": b"6"}
    assert one.remarks == ["ex3_caching: ex3_caching-10.py was taken, not ex3_caching-2.py and ex3_caching.py"]
    assert not one.problems


def test_a_project_in_an_archive_one_folder_too_deep(tmp_path: Path) -> None:
    """The stubs of the kit in the same archive are not the student's work, nor what macOS adds."""
    project = pack(
        {
            "my project/backprop/ex2_compile.py": "right",
            "my project/checks/stubs/ex3_caching.py": "stub",
            "__MACOSX/my project/backprop/._ex2_compile.py": "junk",
            "my project/ex2_compile.py": "old",
            "my project/.venv/lib/ex4_macros.py": "junk",
        }
    )
    one = taken(tmp_path, {"a_1_9_homework.zip": project})
    assert texts(one) == {"ex2_compile": b"right"}
    assert one.remarks == [
        "ex2_compile: homework.zip/my project/backprop/ex2_compile.py was taken, "
        "not homework.zip/my project/ex2_compile.py"
    ]


def test_an_archive_in_another(tmp_path: Path) -> None:
    """As deep as that, and no deeper: three are refused."""
    two = pack({"y.zip": pack({"ex2_compile.py": "right"})})
    assert texts(taken(tmp_path, {"a_1_9_x.zip": two})) == {"ex2_compile": b"right"}
    refused = taken(tmp_path, {"a_1_9_w.zip": pack({"x.zip": two})})
    assert refused.problems == ["w.zip/x.zip/y.zip is inside 2 other archives; hand in the files"]


def test_moodle_has_a_folder_for_each_student(tmp_path: Path) -> None:
    one = taken(
        tmp_path,
        {
            "Ada Lovelace_7_assignsubmission_file_/ex1_by_hand (1).ipynb": "{}",
            "Ada Lovelace_7_assignsubmission_onlinetext_/onlinetext.html": "hello",
        },
        "Moodle",
    )
    assert texts(one) == {"ex1_by_hand": b"{}"}
    assert not one.problems


@pytest.mark.parametrize(
    "name", ["_onlinetext_onlinetext.html", "_onlinetext_/onlinetext.html", "_onlinetext_/texte en ligne.html"]
)
def test_text_in_moodles_form(tmp_path: Path, name: str) -> None:
    """With and without folders; the file has a name in the site's language."""
    one = taken(tmp_path, {f"Mei Lin_104_assignsubmission{name}": "hello"}, "Moodle")
    assert one.problems == ["handed in as text in the platform's form: expected the exercise files"]
    file = "Mei Lin_104_assignsubmission_file_/work.rar"
    one = taken(tmp_path, {f"Mei Lin_104_assignsubmission{name}": "hello", file: "x"}, "Moodle")
    assert one.problems == [f"work.rar{EXPECTED}"]


def test_an_unpacked_download_and_a_folder_for_each_student(tmp_path: Path) -> None:
    for name in ("ada/ex1_by_hand.py", "bob/deep/ex1_by_hand.py", "submissions/x_1_2_ex1_by_hand.py"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "notes.txt").write_text("mine")
    everybody, strangers = sort_download(tmp_path, "", MOST)
    assert [(one.sender.name, texts(one)) for one in everybody[:2]] == [
        ("ada", {"ex1_by_hand": b"ada/ex1_by_hand.py"}),
        ("bob", {"ex1_by_hand": b"bob/deep/ex1_by_hand.py"}),
    ]
    assert strangers == ["notes.txt"]
    (one,), _ = sort_download(tmp_path / "submissions", "", MOST)
    assert (one.sender.platform, one.sender.user) == ("Canvas", "1")


def test_late_and_nothing_but_text(tmp_path: Path) -> None:
    one = taken(tmp_path, {"a_LATE_1_text.html": "hello"})
    assert one.remarks == ["late, says Canvas"]
    assert one.problems == ["handed in as text in the platform's form: expected the exercise files"]


@pytest.mark.parametrize("name", ["caching.py", "ex3_caching.py.txt", "ex3_caching", "ex3.py", "ex3_caching.pdf"])
def test_what_may_be_meant_is_asked_about(tmp_path: Path, name: str) -> None:
    one = taken(tmp_path, {f"a_1_9_{name}": "x"})
    assert not one.files
    assert one.problems == [f"{name}: not taken; did you mean ex3_caching.py? Rename it, and collect again"]


ZIP_OF_OTHERS = pack({"work/compile_mine.py": "x", "work/notes.docx": "x"})
EXPECTED = (
    ": not taken; expected files such as ex1_by_hand.py, alone or in a ZIP file. "
    "Rename or unpack what is meant, and collect again"
)


@pytest.mark.parametrize(
    ("files", "named"),
    [
        ({"work.rar": "x"}, "work.rar"),
        ({"homework.7z": "x"}, "homework.7z"),
        ({"work.tar.gz": "x"}, "work.tar.gz"),
        ({"solution.py": "x"}, "solution.py"),
        ({"report.pdf": "x", ".DS_Store": "x"}, "report.pdf"),
        ({"work.zip": ZIP_OF_OTHERS}, "work.zip/work/compile_mine.py, work.zip/work/notes.docx"),
        ({f"{letter}.c": "x" for letter in "abcde"}, "a.c, b.c, c.c, …"),
        ({"x.zip": pack({"../solution.py": "x"})}, "x.zip/../solution.py (has a name that leads out of its folder)"),
        ({"x.zip": pack({})}, "x.zip (has no file of a student's in it)"),
        ({"x.zip": pack({"__MACOSX/._x.py": "", "x/.DS_Store": ""})}, "x.zip (has no file of a student's in it)"),
    ],
)
@pytest.mark.parametrize("platform", ["Canvas", "Moodle", ""])
def test_files_without_an_exercise_need_a_person(
    tmp_path: Path, platform: str, files: dict[str, bytes | str], named: str
) -> None:
    """Whatever it was, something was handed in: that is no 0."""
    theirs = {"Canvas": "a_1_9_", "Moodle": "A_1_assignsubmission_file_/", "": "a/"}[platform]
    members: dict[str | zipfile.ZipInfo, bytes | str] = {theirs + name: data for name, data in files.items()}
    one = taken(tmp_path, members, platform)
    assert not one.files
    assert one.problems == [f"{named}{EXPECTED}"]
    assert not taken(tmp_path, {**members, f"{theirs}ex2_compile.py": "x"}, platform).problems


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini", "._work.rar", ".gitkeep"])
@pytest.mark.parametrize("theirs", ["a_1_9_", "A_1_assignsubmission_file_", "a/"])
def test_what_a_system_leaves_is_no_hand_in(tmp_path: Path, theirs: str, name: str) -> None:
    one = taken(tmp_path, {theirs + name: "x"}, "")
    assert not one.files
    assert not one.problems


def test_what_may_be_meant_does_not_matter_beside_the_file_itself(tmp_path: Path) -> None:
    one = taken(tmp_path, {"a_1_8_caching.py": "x", "a_1_9_ex3_caching.py": "right", "a_1_7_ex3_caching.pdf": "report"})
    assert texts(one) == {"ex3_caching": b"right"}
    assert not one.problems


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a_1_9_../../ex1_by_hand.py": "x"}, "../../ex1_by_hand.py has a name that leads out of its folder"),
        ({"a_1_9_ex1_by_hand.py": b"#" * (MOST + 1)}, "ex1_by_hand.py has 1,001 bytes; at most 1,000 are accepted"),
        ({LINK: "/etc/passwd"}, "ex1_by_hand.py is a symbolic link; the file itself was expected"),
        ({"a_1_9_x.zip": "no archive"}, "x.zip is no ZIP file: File is not a zip file; hand it in again"),
        ({"a_1_9_x.zip": pack({"y.zip": pack({"z.zip": pack({})})})}, "x.zip/y.zip/z.zip is inside 2 other archives"),
    ],
)
def test_what_is_refused(tmp_path: Path, files: dict[str | zipfile.ZipInfo, bytes | str], said: str) -> None:
    one = taken(tmp_path, files)
    assert not one.files
    assert one.problems[0].startswith(said)


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A megabyte of nothing in a kilobyte: of each file, no more is read than may be handed in."""
    bomb = pack({"ex1_by_hand.py": b"\0" * 1_000_000, "big.zip": b"\0" * 1_000_000})
    monkeypatch.setattr(archive, "ARCHIVE_BYTES", 10_000)
    one = taken(tmp_path, {"a_1_9_x.zip": bomb})
    assert len(bomb) < 10_000
    assert one.problems == [
        "x.zip/big.zip has over 10,000 bytes; hand in the exercise files only",
        "x.zip/ex1_by_hand.py has 1,000,000 bytes; at most 1,000 are accepted",
    ]
    monkeypatch.setattr(archive, "ENTRIES", 1)
    assert taken(tmp_path, {"a_1_9_x.zip": bomb}).problems == ["x.zip has 2 entries; at most 1 are accepted"]


@pytest.mark.parametrize("damaged", [range(30, 36), range(14, 18)], ids=["its data", "its checksum"])
def test_a_damaged_file_is_the_students_problem(tmp_path: Path, damaged: range) -> None:
    data = bytearray(pack({"ex1_by_hand.py": "x = 1\n" * 50}))
    entry = data.index(b"PK\1\2") + 16 if damaged.start == 14 else 30 + len("ex1_by_hand.py")
    data[entry : entry + 4] = b"\xff\xff\xff\xff"
    one = taken(tmp_path, {"a_1_9_x.zip": bytes(data), "a_1_8_ex2_compile.py": "right"})
    assert texts(one) == {"ex2_compile": b"right"}
    assert "ex1_by_hand.py cannot be unpacked: " in one.problems[0]


def test_a_locked_archive(tmp_path: Path) -> None:
    data = bytearray(pack({"ex1_by_hand.py": "x"}))
    data[data.index(b"PK\1\2") + 8] |= 1
    assert (
        taken(tmp_path, {"a_1_9_x.zip": bytes(data)})
        .problems[0]
        .endswith("is locked with a password; hand it in without one")
    )


def test_the_download_itself_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_text("no archive")
    with pytest.raises(ArchiveError, match=r"x\.zip: expected the ZIP file"):
        sort_download(tmp_path / "x.zip", "Canvas", MOST)
    with pytest.raises(ArchiveError, match=r"none\.zip cannot be read: No such file"):
        sort_download(tmp_path / "none.zip", "Canvas", MOST)


def test_the_roster_knows_them_by_number_else_by_name(tmp_path: Path) -> None:
    names = ["lovelaceada_1_9", "hoppergrace_2_9", "turingalan_3_9", "smith_4_9", "smith_5_9"]
    file = tmp_path / "download.zip"
    file.write_bytes(pack({f"{name}_ex1_by_hand.py": "x" for name in names}))
    everybody, _ = sort_download(file, "Canvas", MOST)
    rows = [
        RosterRow("ada", id="1"),
        RosterRow("grace", name="Grace Hopper"),
        RosterRow("alan", name="Turing, Alan"),
        RosterRow("one", name="Smith"),
        RosterRow("other", name="Smith"),
    ]
    found = {one.sender.user: row and row.student for one, row in match_roster(everybody, rows)}
    assert found == {"1": "ada", "2": "grace", "3": "alan", "4": None, "5": None}


def test_a_file_at_the_top_that_has_a_students_name(tmp_path: Path) -> None:
    """A ZIP file stands for a folder, damaged or not; others are theirs who are in the roster by that name."""
    names = "mei.rar, jonas.py, j.weber.tar.gz, Ada Lovelace.pdf, haruto.zip, stranger.zip, notes.txt"
    for name in names.split(", "):
        (tmp_path / name).write_text("no archive")
    (tmp_path / "grace").symlink_to(tmp_path / "notes.txt")
    rows = [RosterRow(name) for name in ("mei", "jonas", "j.weber", "haruto", "grace")]
    rows.append(RosterRow("ada", name="Lovelace, Ada"))
    everybody, strangers = sort_download(tmp_path, "", MOST, rows)
    assert strangers == ["notes.txt"]
    found = {one.sender.name: (row and row.student, one.problems[0]) for one, row in match_roster(everybody, rows)}
    assert found == {
        "Ada Lovelace": ("ada", f"Ada Lovelace.pdf{EXPECTED}"),
        "grace": ("grace", f"grace (is a symbolic link; the file itself was expected){EXPECTED}"),
        "haruto": ("haruto", "haruto.zip is no ZIP file: File is not a zip file; hand it in again"),
        "j.weber": ("j.weber", f"j.weber.tar.gz{EXPECTED}"),
        "jonas": ("jonas", f"jonas.py{EXPECTED}"),
        "mei": ("mei", f"mei.rar{EXPECTED}"),
        "stranger": (None, "stranger.zip is no ZIP file: File is not a zip file; hand it in again"),
    }
    assert "mei.rar" in sort_download(tmp_path, "", MOST)[1]  # without a roster, it may be anything
