"""Any file in a submission's folder is read without harm, or refused with a clear message."""

from __future__ import annotations

import ast
import os
import socket
from pathlib import Path

import pytest

from checks.guest.loading import _text
from grader.intake.files import find_submissions, read_submission, student_names
from grader.sandbox.payload import install_solution

STEM = "ex1_by_hand"
GOOD = "x = 'déjà vu'\n"


def problem(folder: Path) -> str:
    """The problem reported about the one exercise file of a folder."""
    return read_submission(folder, "eve", 1000).files[STEM].problem


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / f"{STEM}.py"


def test_symbolic_link(tmp_path: Path, file: Path) -> None:
    """No link is followed, however harmless: it may lead to another student's work."""
    (tmp_path / "secret.py").write_text(GOOD)
    file.symlink_to("secret.py")
    assert "is a symbolic link" in problem(tmp_path)


def test_linked_folder(tmp_path: Path) -> None:
    """The folder backprop/ must not be a link either."""
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / f"{STEM}.py").write_text(GOOD)
    (tmp_path / "eve").mkdir()
    (tmp_path / "eve" / "backprop").symlink_to("../ada")
    assert "is a symbolic link" in problem(tmp_path / "eve")


def test_path_to_the_submission_may_be_a_link(tmp_path: Path) -> None:
    """A link on the way to the submission is the instructor's business, and is followed."""
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / f"{STEM}.py").write_text(GOOD)
    (tmp_path / "latest").symlink_to("ada")
    assert problem(tmp_path / "latest") == ""


def test_pipes_devices_sockets_and_folders(tmp_path: Path, file: Path) -> None:
    """Pipes, devices, sockets and folders are refused without being opened."""
    os.mkfifo(file)
    assert "is no regular file" in problem(tmp_path)
    file.unlink()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(file))
        assert "is no regular file" in problem(tmp_path)
    file.unlink()
    file.mkdir()
    assert "is a folder" in problem(tmp_path)


if os.getuid() == 0:  # nobody else makes devices

    def test_device(tmp_path: Path, file: Path) -> None:
        """/dev/zero never ends."""
        os.mknod(file, 0o20644, os.makedev(1, 5))
        assert "is no regular file" in problem(tmp_path)


def test_a_gigabyte(tmp_path: Path, file: Path) -> None:
    """A sparse file costs its author nothing, and the judge reads no more of it than it accepts."""
    with file.open("wb") as opened:
        opened.truncate(2**30)
    assert "has 1,073,741,824 bytes; at most 1,000 are accepted" in problem(tmp_path)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"x = 1\0\n", "NUL"),
        (b"PK\x03\x04\x14\x00\x08\x08\x08\x00\x00\x00!\x00", "NUL"),
        (b"\n\nx = '\xff'\n", "line 3, is not UTF-8"),
        (GOOD.encode("utf-16"), "is not UTF-8"),
        (b"# coding: zlib\nx = 1\n", "declares the encoding zlib"),
        (b"# coding: punycode\nx = 1\n", "declares the encoding punycode"),
        (b"# coding: undefined\nx = 1\n", "declares the encoding undefined"),
        (b"# coding: nonsense\nx = 1\n", "unknown encoding"),
    ],
)
def test_no_text(tmp_path: Path, file: Path, content: bytes, complaint: str) -> None:
    """NUL bytes, an archive, other encodings, and those that are none: the message says what to do."""
    file.write_bytes(content)
    assert complaint in problem(tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_text(tmp_path: Path, file: Path, encoding: str) -> None:
    """UTF-8 is read with and without a byte order mark."""
    file.write_bytes(GOOD.encode(encoding))
    assert read_submission(tmp_path, "eve", 1000).files[STEM].text == GOOD


def test_only_exercise_files_are_taken(tmp_path: Path) -> None:
    """Files that belong to no exercise are not opened."""
    for name in ("conftest.py", "json.py", "ex1_by_hand.pyc", "ex9_none.py", "..py"):
        (tmp_path / name).write_text(GOOD)
    assert read_submission(tmp_path, "eve", 1000).files == {}


def test_strange_names(tmp_path: Path) -> None:
    """A folder's name is bytes; a student's name in the record is text that prints."""
    for name in (b"eve\x1b[31m", b"mall\xff\xfeory", b"trudy\nada"):
        os.mkdir(os.path.join(os.fsencode(tmp_path), name))
    found = student_names(find_submissions([tmp_path]))
    assert len(found) == 3
    assert all(name.isprintable() for name in found)


def test_a_byte_order_mark_inside_is_refused(tmp_path: Path, file: Path) -> None:
    """One at the beginning is no part of the text; Python would leave out another one, which the judge would see."""
    file.write_text("\ufeffx = 1\n")
    assert read_submission(tmp_path, "eve", 1000).files[STEM].text == "x = 1\n"
    file.write_text("\ufeff\ufeffx = 1\n")
    assert "line 1, has a byte order mark inside" in problem(tmp_path)
    file.write_text("x = 1\ny = '\ufeff'\n")
    assert "line 2, has a byte order mark inside" in problem(tmp_path)


@pytest.mark.parametrize(
    "data",
    [
        b"x = 1\n",
        b"\xef\xbb\xbfx = 1\n",
        b"# coding: latin-1\nx = '\xe9'\n",
        b"#!/usr/bin/python\n# -*- coding: cp1252 -*-\nx = '\x80'\n",
        b"x = 1\n\n# coding: latin-1\n",
        "# coding: \u00e9 coding: latin-1\nx = 1\n".encode("latin-1"),
        b"\x0c# coding: latin-1\r# coding: cp037\nx = 1\r\ny = 2\n",
    ],
)
def test_the_worker_runs_the_text_that_was_judged(tmp_path: Path, file: Path, data: bytes) -> None:
    """It is decoded once: what the worker reads from its copy is that text, whatever the file declared."""
    file.write_bytes(data)
    text = read_submission(tmp_path, "eve", 1000).files[STEM].text
    (tmp_path / "backprop").mkdir()
    (copy,) = install_solution(tmp_path, {STEM: text})
    assert ast.dump(ast.parse(_text(copy))) == ast.dump(ast.parse(text))
