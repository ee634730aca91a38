"""Downloads in which somebody handed in an attack: it costs them their own points, and nobody else's."""

from __future__ import annotations

import io
import json
import os
import stat
import struct
import sys
import time
import unicodedata
import zipfile
from pathlib import Path

import pytest

from grader.course.config import Course
from grader.intake import files
from grader.intake.collected import FILE, Collected, Sender
from grader.intake.lms import archive
from grader.intake.lms.archive import ArchiveError
from grader.intake.lms.collect import collect_download, folder_name
from grader.intake.lms.download import HandedIn, sort_download
from grader.intake.roster import RosterError, RosterRow, read_roster

MOST = 1000
STEM = "ex1_by_hand"
Members = dict[str | zipfile.ZipInfo, bytes]


def pack(members: Members) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in members.items():
            zipped.writestr(name, data)
    return out.getvalue()


def handed_in(folder: Path, theirs: Members, platform: str = "Canvas") -> dict[str, HandedIn]:
    """Return what came of a download with these members, and the file of an honest student, by number."""
    honest = f"grace_2_8_{STEM}.py" if platform == "Canvas" else f"Grace_2_assignsubmission_file_/{STEM}.py"
    file = folder / "download.zip"
    file.write_bytes(pack({**theirs, honest: b"right"}))
    everybody = {one.sender.user: one for one in sort_download(file, platform, MOST)[0]}
    assert everybody["2"].files[STEM].data == b"right"
    assert not everybody["2"].problems
    return everybody


def test_what_the_archive_says_of_itself_may_be_anything(tmp_path: Path) -> None:
    """Found by fuzzing: each of these was a traceback, and nobody was collected."""
    good = pack({f"{STEM}.py": b"x = 1\n" * 20})
    end = good.index(b"PK\1\2")
    said = {
        "version": (end + 6, b"\xff\xff", "zip file version"),
        "no UTF-8": (end + 46, b"\xff\xfe", "codec can't decode"),
        "where": (end + 42, b"\xff\xff\xff\x7f", "cannot be unpacked"),
        "method": (end + 10, struct.pack("<H", zipfile.ZIP_LZMA), "is packed in a way that not every system unpacks"),
        "strong encryption": (end + 8, b"\x40\x00", "cannot be unpacked: strong encryption"),
        "patch": (end + 8, b"\x20\x00", "cannot be unpacked: compressed patched data"),
        "size": (end + 24, b"\x05\x00\x00\x00", "cannot be unpacked: Bad CRC-32"),
    }
    for at, new, problem in said.values():
        data = bytearray(good)
        data[end + 8 : end + 10] = b"\x00\x08" if new == b"\xff\xfe" else data[end + 8 : end + 10]
        data[at : at + len(new)] = new
        one = handed_in(tmp_path, {"eve_1_9_x.zip": bytes(data)})["1"]
        assert not one.files
        assert problem in one.problems[0]
    (tmp_path / "download.zip").write_bytes(bytes(data[: end + 6]) + b"\xff\xff" + good[end + 8 :])
    with pytest.raises(ArchiveError, match="expected the ZIP file that the platform's download"):
        sort_download(tmp_path / "download.zip", "Canvas", MOST)


def listed(name: bytes, entries: int) -> bytes:
    """Return an archive that is nothing but a list of entries with this name."""
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", *[0] * 8, 0, 0, 0, len(name), *[0] * 6) + name
    return entries * entry + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, entries * len(entry), 0, 0)


def test_a_file_without_a_name(tmp_path: Path) -> None:
    one = handed_in(tmp_path, {"eve_1_9_x.zip": listed(b"", 1), f"eve_1_8_{STEM}.py": b"mine"})["1"]
    assert one.files[STEM].data == b"mine"


@pytest.mark.parametrize(
    "name",
    [
        f"/{STEM}.py",
        f"../{STEM}.py",
        f"..\\..\\{STEM}.py",
        f"C:\\x\\{STEM}.py",
        f"//host/x/{STEM}.py",
        f"a/../{STEM}.py",
    ],
)
def test_a_name_that_leads_out(tmp_path: Path, name: str) -> None:
    one = handed_in(tmp_path, {"eve_1_9_x.zip": pack({name: b"x"})})["1"]
    assert not one.files
    assert "has a name that leads out of its folder" in one.problems[0]


def test_links_and_devices(tmp_path: Path) -> None:
    for kind, refused in ((stat.S_IFLNK, True), (stat.S_IFCHR, False), (stat.S_IFIFO, False)):
        info = zipfile.ZipInfo(f"eve_1_9_{STEM}.py")
        info.external_attr = (kind | 0o777) << 16
        one = handed_in(tmp_path, {info: b"/etc/passwd"})["1"]
        assert bool(one.problems) is refused  # the others are data like any: nothing is made of them


@pytest.mark.parametrize("name", ["con.py", "NUL", "aux.zip.py", f"{STEM}.py:stream", f"{STEM}.py.", f"{STEM} .py"])
def test_device_names_are_never_the_name_of_a_file(tmp_path: Path, name: str) -> None:
    everybody = [handed_in(tmp_path, {f"eve_1_9_{name}": b"x"})["1"]]
    left = list(collect_download(everybody, [], tmp_path / "into", Course(), lambda stem, data, most: ""))
    assert {path.name for path in (tmp_path / "into" / left[0][0]).iterdir()} <= {f"{STEM}.py"}


def test_names_without_end(tmp_path: Path) -> None:
    """A number tried from each of its digits takes a second for each file of such a name."""
    long = f"{STEM}{'1' * 60_000}a.py"
    began = time.process_time()
    one = handed_in(tmp_path, {f"eve_1_9_{long}": b"x", "eve_1_9_x.zip": pack({long: b"x", "a/" * 30_000: b""})})["1"]
    assert time.process_time() - began < 5
    assert not one.files
    assert any("has a name of over 255 characters" in problem for problem in one.problems)
    assert all(len(problem) < 300 for problem in one.problems)


def test_a_name_cannot_write_a_line_of_its_own(tmp_path: Path) -> None:
    forged = f"x\ngrace: 14 of 14\x1b[2J/{STEM}.zip"
    one = handed_in(tmp_path, {"eve_1_9_x.zip": pack({forged: b"no archive"})})["1"]
    assert "\n" not in "".join(one.problems)
    assert "\x1b" not in "".join(one.problems)
    damaged = pack({f"{STEM}.py": b"x" * 100, "\x1b[2Jabcd": b"y"}).replace(b"\x1b[2Jabcd", b"\x1b[2Jabce", 1)
    assert "\x1b" not in "".join(handed_in(tmp_path, {"eve_1_9_x.zip": damaged})["1"].problems)


def test_what_is_read_of_one_student_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many archives there are; 20,000 copies of one notebook in a small archive took a terabyte."""
    monkeypatch.setattr(archive, "UNPACKED", 50 * MOST)
    copies = pack({f"{n}/{STEM}.py": b"#" * MOST for n in range(200)})
    one = handed_in(tmp_path, {f"eve_1_{n}_x.zip": copies for n in range(20)})["1"]
    assert [problem for problem in one.problems if "and what comes after it was not read" in problem] == one.problems
    assert len(one.problems) == 1
    monkeypatch.setattr(archive, "ENTRIES", 100)
    many = pack({f"{n}.txt": b"" for n in range(60)})
    one = handed_in(tmp_path, {f"eve_1_{n}_x.zip": many for n in range(20)})["1"]
    assert len(one.problems) == 1
    for platform, theirs in (("Moodle", "Eve_1_assignsubmission_file_/"), ("", "eve/")):
        (tmp_path / "download.zip").write_bytes(pack({f"{theirs}{n}_1_1_{STEM}.py": b"" for n in range(200)}))
        (one,), _ = sort_download(tmp_path / "download.zip", platform, MOST)
        assert "and what comes after it was not read" in one.problems[0]


def test_what_is_damaged_is_counted_as_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checksum is at the end: a thousand entries that fail there cost as much as others."""
    monkeypatch.setattr(archive, "UNPACKED", 20 * MOST)
    data = bytearray(pack({f"{n}/{STEM}.py": b"#" * MOST for n in range(200)}))
    at = 0
    while (at := data.find(b"PK\1\2", at + 1)) > 0:
        data[at + 16] ^= 255
    one = handed_in(tmp_path, {"eve_1_9_x.zip": bytes(data)})["1"]
    assert not one.files
    assert any("and what comes after it was not read" in problem for problem in one.problems)


def test_a_million_entries(tmp_path: Path) -> None:
    """They are counted in the data: as objects, they take half a gigabyte."""
    began = time.process_time()
    one = handed_in(tmp_path, {"eve_1_9_x.zip": listed(b"x", 400_000)})["1"]
    assert one.problems == ["x.zip has 400,000 entries; at most 20,000 are accepted"]
    assert time.process_time() - began < 5


def test_entries_that_share_their_data(tmp_path: Path) -> None:
    """A bomb of one layer: each entry of the list points at the same data. What is read of it is counted each time."""
    packed = pack({f"{STEM}.ipynb": b"\0" * 40_000_000})
    end = packed.index(b"PK\1\2")
    entry, tail = packed[end : packed.index(b"PK\5\6")], bytearray(packed[packed.index(b"PK\5\6") :])
    tail[12:16] = struct.pack("<L", 1000 * len(entry))
    began = time.process_time()
    one = handed_in(tmp_path, {"eve_1_9_x.zip": packed[:end] + 1000 * entry + bytes(tail)})["1"]
    assert time.process_time() - began < 5
    assert "and what comes after it was not read" in one.problems[0]


def test_folders_inside_each_other_without_end(tmp_path: Path) -> None:
    before = Path.cwd()
    (tmp_path / "class" / "eve").mkdir(parents=True)
    (tmp_path / "class" / "grace").mkdir()
    (tmp_path / "class" / "grace" / f"{STEM}.py").write_text("right")
    os.chdir(tmp_path / "class" / "eve")
    try:
        for _ in range(sys.getrecursionlimit() + 100):
            Path("d").mkdir()
            os.chdir("d")
    finally:
        os.chdir(before)
    eve, grace = sort_download(tmp_path / "class", "", MOST)[0]
    assert "is inside 50 other folders" in eve.problems[0]
    assert grace.files[STEM].data == b"right"
    os.chdir(tmp_path / "class" / "eve")  # pytest cannot remove a path that is this long
    for _ in range(sys.getrecursionlimit() + 100):
        os.chdir("d")
    for _ in range(sys.getrecursionlimit() + 100):
        os.chdir("..")
        Path("d").rmdir()
    os.chdir(before)


def test_a_folder_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("eve", "grace"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{STEM}.py").write_text("right")
    read = Path.iterdir

    def refuse(path: Path) -> object:
        if path.name == "eve":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    everybody, strangers = sort_download(tmp_path, "", MOST)
    assert [one.sender.name for one in everybody] == ["grace"]
    assert strangers == ["eve (cannot be read: Permission denied)"]
    (eve, _), strangers = sort_download(tmp_path, "", MOST, [RosterRow("eve")])
    assert eve.problems == ["eve cannot be read: Permission denied"]
    assert not strangers


def test_a_file_is_whose_the_platform_says(tmp_path: Path) -> None:
    """Moodle puts its own words before a file's name, and a student may have put them there as well."""
    theirs = f"Eve_1_assignsubmission_file_Grace_2_assignsubmission_file_{STEM}-99.py"
    file = tmp_path / "download.zip"
    file.write_bytes(pack({theirs: b"forged", f"Grace_2_assignsubmission_file_{STEM}.py": b"right"}))
    everybody = {one.sender.user: one for one in sort_download(file, "Moodle", MOST)[0]}
    assert everybody["2"].files[STEM].data == b"right"
    assert not everybody["2"].problems
    assert not everybody["1"].files


def test_a_number_that_comes_with_two_names(tmp_path: Path) -> None:
    """Canvas leaves a number at the end of a student's name, where it looks like the student's own."""
    file = tmp_path / "download.zip"
    file.write_bytes(pack({f"eve_2_1_9_{STEM}.py": b"forged", f"grace_2_8_{STEM}.py": b"right"}))
    (one,), _ = sort_download(file, "Canvas", MOST)
    assert one.files[STEM].data == b"right"
    assert one.problems == ["Canvas's number 2 has several names: eve and grace"]


def collected(folder: Path, senders: list[Sender], rows: list[RosterRow] | None = None) -> dict[str, Collected]:
    """Collect a file of each sender, whose text is their number."""
    everybody = [HandedIn(sender, {STEM: archive.Entry((f"{STEM}.py",), sender.user.encode())}) for sender in senders]
    return dict(collect_download(everybody, rows or [], folder, Course(), lambda stem, data, most: ""))


def texts(folder: Path) -> dict[str, str]:
    return {path.parent.name: path.read_text() for path in folder.glob(f"*/{STEM}.py")}


def test_nobody_takes_the_place_of_another(tmp_path: Path) -> None:
    """Whoever comes first may be the one who took the name of the other."""
    senders = [Sender("Canvas", "1", "grace"), Sender("Canvas", "2", "grace")]
    found = collected(tmp_path, senders, [RosterRow("grace", name="Grace")])
    assert texts(tmp_path) == {"grace": "1", "grace-2": "2"}
    assert all("the same row of the roster" in one.problem for one in found.values())


def test_names_that_are_one_on_some_file_systems(tmp_path: Path) -> None:
    names = ["Zoé", "zoé", unicodedata.normalize("NFD", "Zoé"), "ZOÉ-2", "STRASSE", "straße"]
    found = collected(tmp_path, [Sender("", str(n), name) for n, name in enumerate(names)])
    assert len(found) == len(texts(tmp_path)) == len(names)
    assert len({unicodedata.normalize("NFC", name).casefold() for name in found}) == len(names)
    assert [bool(one.problem) for one in found.values()] == [False, True, False, True, False, True]


def test_a_name_of_the_roster_is_kept_for_its_student(tmp_path: Path) -> None:
    """Who is in the roster and handed in nothing has an empty folder, and takes nobody's."""
    rows = [RosterRow("Eve-2", id="7"), RosterRow("ada", id="8")]
    found = collected(tmp_path, [Sender("", "1", "eve"), Sender("", "2", "Eve")], rows)
    assert texts(tmp_path) == {"eve": "1", "Eve-3": "2"}
    assert found["Eve-2"].remarks == found["ada"].remarks == ["nothing was handed in"]


@pytest.mark.parametrize("name", ["../x", "..", ".", "", "/", "\\", "a/b", "\0", "𠀀" * 80, "x" * 4000, "-rf", ".git"])
def test_a_name_is_a_folder_of_its_own(tmp_path: Path, name: str) -> None:
    collected(tmp_path / "into", [Sender("Canvas", "1" * 20, name), Sender("", name, name)])
    assert [path.name for path in tmp_path.iterdir()] == ["into"]
    assert len([path for path in (tmp_path / "into").iterdir() if path.is_dir()]) == 2
    assert len(folder_name(Sender("Canvas", "1" * 20, name)).encode()) < 200


def test_names_of_ours(tmp_path: Path) -> None:
    """A student who is called as what we write, or as what tells a submission from a class."""
    found = collected(tmp_path, [Sender("", "1", FILE), Sender("", "2", f"{STEM}.py"), Sender("", "3", "backprop")])
    assert json.loads((tmp_path / FILE).read_text())["finished"]
    assert sorted(found) == ["backprop", f"{FILE}-2", f"{STEM}.py"]
    assert {path.name for path in files.find_submissions([tmp_path])} == set(found)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("../x,1", "line 3: expected a student's name that can name a folder, got '../x'"),
        ("collected.json,1", "line 3: expected a student's name that can name a folder, got 'collected.json'"),
        ("Collected.JSON.part,1", "line 3: expected a student's name that can name a folder"),
        (f"{'x' * 4000},1", "line 3: expected a student's name that can name a folder, got 'xxx"),
        ('"a\nb",1', "expected a student's name that can name a folder, got 'a\\nb'"),
        ("=cmd,1", "line 3: expected a student's name that can name a folder, got '=cmd'"),
        ("ADA,1", "line 3: expected each student once, got 'ADA' again, after line 2"),
        ("ben,7", "roster.csv, line 3: expected each id once, got '7' again, after line 2"),
        ("ben,Participant 7", "roster.csv, line 3: expected each id once, got '7' again, after line 2"),
    ],
)
def test_a_roster(tmp_path: Path, row: str, said: str) -> None:
    (tmp_path / "roster.csv").write_text(f"student,id\nada,7\n{row}\n")
    with pytest.raises(RosterError) as error:
        read_roster(tmp_path / "roster.csv", repositories=False)
    assert said in str(error.value)
    assert len(str(error.value)) < 400


def test_a_roster_without_ids(tmp_path: Path) -> None:
    """An empty cell is nobody's number, so any number of students may have it."""
    (tmp_path / "roster.csv").write_text("student,id\nada,\nben,\ncleo,7\n")
    assert [row.id for row in read_roster(tmp_path / "roster.csv", repositories=False)] == ["", "", "7"]


def test_a_roster_with_half_of_canvas_columns(tmp_path: Path) -> None:
    """Found by fuzzing: a column `SIS Login ID` without `Student` was a traceback."""
    (tmp_path / "roster.csv").write_text("ID,SIS Login ID\n7,ada\n")
    (row,) = read_roster(tmp_path / "roster.csv", repositories=False)
    assert (row.student, row.id) == ("ada", "7")
