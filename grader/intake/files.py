"""Finds submissions, and reads their files without trusting them."""

from __future__ import annotations

import codecs
import hashlib
import io
import os
import re
import stat
import tokenize
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from checks.exercises import BY_STEM
from grader.intake.collected import FILE as COLLECTED
from grader.printable import printable

DECLARATION = re.compile(r"^([ \t\f]*#.*?coding[:=][ \t]*)[-\w.]+")
"""A source file's declaration of its encoding, on one of its first two lines (PEP 263)."""

TEXT = re.compile(r"(utf-8(-sig)?|ascii|iso8859-\d+|cp\d+|koi8-\w|mac-\w+|gb\w+|big5\w*|euc_\w+|shift_\w+)$")
"""Encodings used for text. Others take a long time to decode, or hide what is written."""

KEPT = frozenset({"backprop", *(f"{stem}.py" for stem in BY_STEM)})
"""What is taken of a submission, wherever it is."""

NOTEBOOK_BYTES = 50_000_000
"""Maximum size of a notebook in bytes. It leaves room for plots."""

MARK = "\ufeff"
"""A byte order mark. One at the beginning is left out when the text is decoded; Python would leave out another one, and
so run another text than the one that was looked at."""


@dataclass(frozen=True)
class SourceFile:
    """One exercise file: its text, or the reason why it could not be read."""

    path: Path
    text: str = ""
    problem: str = ""

    @property
    def sha256(self) -> str:
        """The digest of the text, by which a record knows which one was graded."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True)
class Submission:
    """A student's folder, with its exercise files by stem; a missing file is missing from `files`, too."""

    student: str
    path: Path
    files: dict[str, SourceFile] = field(default_factory=dict)
    problem: str = ""
    """Why something that is there could not be read: as far as we can tell, no fault of the student's."""


def find_submissions(paths: Iterable[Path]) -> list[Path]:
    """Find the folders of submissions: each path itself if it has exercise files, else the folders in it."""
    found: list[Path] = []
    for path in paths:
        below = [p for p in _entries(path) if p.is_dir() and not p.name.startswith(".")]
        # A student of a collected class may be called like a package or a file of the exercises.
        found += below if below and ((path / COLLECTED).is_file() or not has_exercises(path)) else [path]
    return list(dict.fromkeys(found))


def has_exercises(path: Path) -> bool:
    """Return whether a folder has an exercise file, in itself or in `backprop/`."""
    return any(_looks_like_exercise(p) for p in (*_entries(path), *_entries(path / "backprop")))


def read_submission(path: Path, student: str, source_bytes: int) -> Submission:
    """Read a submission. Problems are reported in the result, never raised.

    Args:
        path: The student's folder.
        student: The name in the record.
        source_bytes: Maximum size of a file in bytes.
    """
    files = {}
    problem = ""
    for folder in (path / "backprop", path):
        try:
            entries = set(os.listdir(folder)) if folder == path or folder.is_dir() else set()  # noqa: PTH208  # names only
        except OSError as error:
            problem = printable(f"{folder} cannot be read: {error.strerror}")
            continue
        for stem in BY_STEM:
            if f"{stem}.py" in entries and stem not in files:
                file = folder / f"{stem}.py"
                try:
                    files[stem] = _read_file(file, path, source_bytes)
                except OSError as error:
                    problem = printable(f"{file} cannot be read: {error.strerror}")
                    files[stem] = SourceFile(file, problem=problem)
    return Submission(student, path, files, problem)


def student_names(paths: list[Path]) -> list[str]:
    """Name each folder after itself, with as many of the folders above as it takes to be unique."""
    resolved = [p.resolve() for p in paths]
    result = []
    for path in resolved:
        depth = 1
        while depth < len(path.parts) and sum(p.parts[-depth:] == path.parts[-depth:] for p in resolved) > 1:
            depth += 1
        result.append(printable("/".join(path.parts[-depth:])).replace("\n", "\\n"))
    return result


def _entries(path: Path) -> list[Path]:
    try:
        return sorted(path.iterdir())
    except OSError:
        return []


def _looks_like_exercise(path: Path) -> bool:
    return path.name in {f"{stem}.py" for stem in BY_STEM}


def _read_file(path: Path, root: Path, source_bytes: int) -> SourceFile:
    """Read a file that may be anything: a link, a pipe, a gigabyte."""
    kind = path.lstat()
    if stat.S_ISLNK(kind.st_mode) or (path.parent != root and path.parent.is_symlink()):
        return SourceFile(path, problem=f"{path.relative_to(root)} is a symbolic link; hand in the file itself")
    if not stat.S_ISREG(kind.st_mode):  # checked before it is opened: to open a device may have an effect
        what = "a folder" if stat.S_ISDIR(kind.st_mode) else "no regular file"
        return SourceFile(path, problem=f"{path.relative_to(root)} is {what}; a Python file was expected")
    # If it has become a link or a pipe meanwhile, it is neither followed nor waited for.
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW), "rb") as opened:
        data = opened.read(source_bytes + 1)
    if len(data) > source_bytes:
        return SourceFile(
            path,
            problem=f"{path.relative_to(root)} has {kind.st_size:,} bytes; at most {source_bytes:,} are accepted",
        )
    try:
        text = _decode(data)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return SourceFile(path, problem=f"{path.relative_to(root)}, line {line}, is not UTF-8; save it as UTF-8")
    except SyntaxError as error:
        return SourceFile(path, problem=f"{path.relative_to(root)} is not UTF-8: {error}; save it as UTF-8")
    if "\0" in text:
        return SourceFile(path, problem=f"{path.relative_to(root)} contains NUL bytes; it is no text file")
    if MARK in text:
        line = text[: text.index(MARK)].count("\n") + 1
        return SourceFile(
            path, problem=f"{path.relative_to(root)}, line {line}, has a byte order mark inside; delete it"
        )
    return SourceFile(path, text)


def _decode(data: bytes) -> str:
    """Decode a source file from the encoding that it declares, UTF-8 by default; the text then declares UTF-8."""
    encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    if not TEXT.match(codecs.lookup(encoding).name):
        raise SyntaxError(f"it declares the encoding {encoding}")
    lines = data.decode(encoding).split("\n", 2)
    lines[:2] = [DECLARATION.sub(r"\1utf-8", line) for line in lines[:2]]
    return "\n".join(lines)
