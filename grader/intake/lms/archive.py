"""Reads archives that students made. Nothing is unpacked by its name, and nothing grows beyond its limit."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

from grader.printable import printable

ARCHIVE_BYTES = 20_000_000
"""Maximum size of an archive inside the download, in bytes."""

ENTRIES = 20_000
"""Maximum number of entries of an archive inside the download."""

DEPTH = 2
"""Maximum number of archives inside each other, below the download itself."""

NOT_THEIRS = {"checks", "__MACOSX", "__pycache__", "node_modules", "site-packages"}
"""Folders in which files with the names of exercises are not the student's work: our stubs are in `checks`."""


class Entry(NamedTuple):
    """A file in a download, or the reason why something in it was not read."""

    parts: tuple[str, ...]
    """The names of its folders, and its own; an archive counts as a folder."""

    data: bytes = b""
    problem: str = ""


class ArchiveError(ValueError):
    """The download cannot be read. The message says what was expected, what came, and what to do."""


def read_download(path: Path, suffixes: dict[str, int]) -> Iterator[Entry]:
    """Read the files of a download that may be of interest: a ZIP file or a folder.

    Args:
        path: The file or the folder.
        suffixes: Suffix of a file's name -> maximum number of bytes that are read of such a file, plus one.

    Yields:
        The files, and a problem for each of them that cannot be read. Files with other suffixes have no data.

    Raises:
        ArchiveError: The download itself cannot be read.
    """
    if path.is_dir():
        yield from _read_folder(path, (), suffixes)
        return
    try:
        with path.open("rb") as file:
            yield from _read_zip(file, (), suffixes, 0)
    except OSError as error:
        raise ArchiveError(f"{path} cannot be read: {error.strerror}") from None
    except zipfile.BadZipFile as error:
        raise ArchiveError(
            f"{path}: expected the ZIP file that the platform's download of all submissions gives, got none: {error}; "
            "download it again"
        ) from None


def _read_folder(folder: Path, above: tuple[str, ...], suffixes: dict[str, int]) -> Iterator[Entry]:
    for path in sorted(folder.iterdir()):
        parts = (*above, path.name)
        if path.is_symlink():
            yield Entry(parts, problem="is a symbolic link; the file itself was expected")
        elif path.is_dir():
            if not _hidden(path.name):
                yield from _read_folder(path, parts, suffixes)
        elif path.is_file():
            with path.open("rb") as file:
                yield from _read_file(file, parts, path.stat().st_size, suffixes, 0)


def _read_zip(file: IO[bytes], above: tuple[str, ...], suffixes: dict[str, int], depth: int) -> Iterator[Entry]:
    """Read an archive, whose name is the last part of `above`. `BadZipFile` if it is none."""
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
        if depth and len(entries) > ENTRIES:
            yield Entry(above, problem=f"has {len(entries):,} entries; at most {ENTRIES:,} are accepted")
            return
        for info in entries:
            names = PurePosixPath(info.filename.replace("\\", "/")).parts
            parts = (*above, *(printable(name) for name in names))
            if info.is_dir() or any(_hidden(name) for name in names[:-1]):
                continue
            if problem := _refusal(info, names):
                yield Entry(parts, problem=problem)
                continue
            try:
                with archive.open(info) as member:
                    yield from _read_file(member, parts, info.file_size, suffixes, depth)
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
                yield Entry(parts, problem=f"cannot be unpacked: {error}; hand it in again")


def _refusal(info: zipfile.ZipInfo, names: tuple[str, ...]) -> str:
    """Return why an entry is not read; empty if it is."""
    if not names or ".." in names or names[0].startswith("/") or names[0].endswith(":"):
        return "has a name that leads out of its folder"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a symbolic link; the file itself was expected"
    if info.flag_bits & 1:
        return "is locked with a password; hand it in without one"
    return ""


def _read_file(
    file: IO[bytes], parts: tuple[str, ...], size: int, suffixes: dict[str, int], depth: int
) -> Iterator[Entry]:
    suffix = PurePosixPath(parts[-1]).suffix.lower()
    if suffix == ".zip":
        data = file.read(ARCHIVE_BYTES + 1) if depth < DEPTH else b""
        if depth >= DEPTH:
            yield Entry(parts, problem=f"is inside {DEPTH} other archives; hand in the files")
        elif len(data) > ARCHIVE_BYTES:
            yield Entry(parts, problem=f"has over {ARCHIVE_BYTES:,} bytes; hand in the exercise files only")
        else:
            try:
                yield from _read_zip(io.BytesIO(data), parts, suffixes, depth + 1)
            except zipfile.BadZipFile as error:
                yield Entry(parts, problem=f"is no ZIP file: {error}; hand it in again")
    elif suffix in suffixes:
        data = file.read(suffixes[suffix] + 1)
        if len(data) > suffixes[suffix]:
            yield Entry(parts, problem=f"has {max(size, len(data)):,} bytes; at most {suffixes[suffix]:,} are accepted")
        else:
            yield Entry(parts, data)
    else:
        yield Entry(parts)


def _hidden(name: str) -> bool:
    return name in NOT_THEIRS or (name.startswith(".") and name != "..")
