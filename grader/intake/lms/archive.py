"""Reads archives that students made. Nothing is unpacked by its name, and nothing grows beyond its limit."""

from __future__ import annotations

import io
import stat
import zipfile
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

from grader.printable import fit

ARCHIVE_BYTES = 20_000_000
"""Maximum size of an archive inside the download, in bytes."""

ENTRIES = 20_000
"""Maximum number of files of one student, those in archives included."""

UNPACKED = 200_000_000
"""Maximum number of bytes that are read of one student: four large notebooks, or ten archives."""

DEPTH = 2
"""Maximum number of archives inside each other, below the download itself."""

FOLDERS = 50
"""Maximum number of folders inside each other, where the download is a folder."""

NAME = 255
"""Maximum length of a name: no file system has longer ones, and whoever reads a name may look at it more than once."""

SAID = 200
"""Maximum number of characters of what an error says: it may quote the archive."""

PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How an entry may be packed: what every system's own archives use. The others unpack without a limit."""

NOT_THEIRS = {"checks", "__MACOSX", "__pycache__", "node_modules", "site-packages"}
"""Folders in which files with the names of exercises are not the student's work: our stubs are in `checks`."""

LITTER = {"thumbs.db", "desktop.ini"}
"""Files that systems write into folders, beside those that begin with a dot."""


class Entry(NamedTuple):
    """A file in a download, or the reason why something in it was not read."""

    parts: tuple[str, ...]
    """The names of its folders, and its own; an archive counts as a folder."""

    data: bytes = b""
    problem: str = ""
    many: bool = False
    """Whether the problem may be about more than this one file."""


Owner = Callable[[tuple[str, ...]], Hashable]
"""Tells by the names of an entry's folders whose it is."""


class ArchiveError(ValueError):
    """The download cannot be read. The message says what was expected, what came, and what to do."""


def read_download(path: Path, suffixes: dict[str, int], owner: Owner) -> Iterator[Entry]:
    """Read the files of a download that may be of interest: a ZIP file or a folder.

    Args:
        path: The file or the folder.
        suffixes: Suffix of a file's name -> maximum number of bytes that are read of such a file, plus one.
        owner: Whose an entry is; the limits of a student hold for all entries of the same owner.

    Yields:
        The files, and a problem for each of them that cannot be read. Files with other suffixes have no data.

    Raises:
        ArchiveError: The download itself cannot be read.
    """
    reader = _Reader(suffixes, owner)
    if path.is_dir():
        yield from reader.read_folder(path, ())
        return
    try:
        file = path.open("rb")
    except OSError as error:
        raise ArchiveError(f"{path} cannot be read: {error.strerror}") from None
    with file:
        try:
            yield from reader.read_zip(file, (), 0)
        except zipfile.BadZipFile as error:
            raise ArchiveError(
                f"{path}: expected the ZIP file that the platform's download of all submissions gives, got none: "
                f"{error}; download it again"
            ) from None


class _Source(NamedTuple):
    """Where the data of a file is."""

    size: int
    """Its size in bytes, as far as one can believe it."""

    read: Callable[[int], bytes]
    """Reads at most that many bytes."""


class _Reader:
    """Reads a download, and counts what was read of each student."""

    def __init__(self, suffixes: dict[str, int], owner: Owner) -> None:
        self.most = {**suffixes, ".zip": ARCHIVE_BYTES}
        self.owner = owner
        self.files: Counter[Hashable] = Counter()
        self.bytes: Counter[Hashable] = Counter()

    def read_folder(self, folder: Path, above: tuple[str, ...]) -> Iterator[Entry]:
        """Read what is in a folder, which has that path in the download."""
        try:
            paths = sorted(folder.iterdir())
        except OSError as error:
            yield Entry(above, problem=f"cannot be read: {error.strerror}", many=True)
            return
        for path in paths:
            parts = (*above, _shown(path.name))
            if path.is_symlink():
                yield Entry(parts, problem="is a symbolic link; the file itself was expected")
            elif path.is_dir():
                if len(parts) > FOLDERS:
                    yield Entry(parts, problem=f"is inside {FOLDERS} other folders; hand in the files", many=True)
                elif not _hidden(path.name):
                    yield from self.read_folder(path, parts)
            elif path.is_file():
                yield from self._read_file(_Source(path.stat().st_size, partial(_read_start, path)), parts, 0)

    def read_zip(self, file: IO[bytes], above: tuple[str, ...], depth: int) -> Iterator[Entry]:
        """Read an archive, which has that path in the download. `BadZipFile` if it is none."""
        with _opened(file) as archive:
            for info in archive.infolist():
                names = PurePosixPath(info.filename.replace("\\", "/")).parts
                parts = (*above, *(map(_shown, names) if names else ("a file without a name",)))
                if info.filename.endswith(("/", "\\")) or any(_hidden(name) for name in names[:-1]):
                    continue
                if problem := _refusal(info, names):
                    # A name that is cut does not tell any more which exercise it was for.
                    yield Entry(parts, problem=problem, many=any(len(name) > NAME for name in names))
                else:
                    source = _Source(info.file_size, partial(_unpack_start, archive, info))
                    yield from self._read_file(source, parts, depth)

    def _read_file(self, source: _Source, parts: tuple[str, ...], depth: int) -> Iterator[Entry]:
        who = self.owner(parts)
        self.files[who] += 1
        if self.files[who] > ENTRIES or self.bytes[who] > UNPACKED:
            if self.files[who] <= ENTRIES + 1:  # said once
                self.files[who] = ENTRIES + 2
                much = f"{ENTRIES:,} files, or {UNPACKED:,} bytes"
                yield Entry(parts, problem=f"and what comes after it was not read: it is over {much}", many=True)
            return
        suffix = PurePosixPath(parts[-1]).suffix.lower()
        most, archive = self.most.get(suffix), suffix == ".zip"
        if most is None:
            yield Entry(parts)
            return
        if archive and depth >= DEPTH:
            yield Entry(parts, problem=f"is inside {DEPTH} other archives; hand in the files", many=True)
            return
        try:
            data = source.read(most + 1)
        except Exception as error:  # noqa: BLE001  # a student's archive can make the reader fail in any way
            self.bytes[who] += most  # as it may have been read to its end, where the checksum is
            why = fit(str(error) or type(error).__name__, SAID)
            yield Entry(parts, problem=f"cannot be unpacked: {why}; hand it in again", many=archive)
            return
        self.bytes[who] += len(data)
        if len(data) > most:
            what = f"over {most:,} bytes; hand in the exercise files only"
            exact = f"{max(source.size, len(data)):,} bytes; at most {most:,} are accepted"
            yield Entry(parts, problem=f"has {what if archive else exact}", many=archive)
        elif archive:
            yield from self._read_inner(data, parts, depth + 1)
        else:
            yield Entry(parts, data)

    def _read_inner(self, data: bytes, parts: tuple[str, ...], depth: int) -> Iterator[Entry]:
        # Counted before it is read, since a million entries take a gigabyte.
        if (entries := data.count(b"PK\1\2")) > ENTRIES:
            yield Entry(parts, problem=f"has {entries:,} entries; at most {ENTRIES:,} are accepted", many=True)
            return
        empty = True
        try:
            for entry in self.read_zip(io.BytesIO(data), parts, depth):
                empty &= is_litter(entry.parts[-1])
                yield entry
        except zipfile.BadZipFile as error:
            yield Entry(parts, problem=f"is no ZIP file: {error}; hand it in again", many=True)
        else:
            if empty:  # it was handed in, for all that
                yield Entry(parts, problem="has no file of a student's in it")


def _opened(file: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except Exception as error:  # noqa: BLE001  # names, times and numbers in it may be anything
        raise zipfile.BadZipFile(fit(str(error) or type(error).__name__, SAID)) from None


def _read_start(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most)


def _unpack_start(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    with archive.open(info) as member:
        return member.read(most)


def _refusal(info: zipfile.ZipInfo, names: tuple[str, ...]) -> str:
    """Return why an entry is not read; empty if it is."""
    if not names or ".." in names or names[0].startswith("/") or names[0].endswith(":"):
        return "has a name that leads out of its folder"
    if any(len(name) > NAME for name in names):
        return f"has a name of over {NAME} characters"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a symbolic link; the file itself was expected"
    if info.flag_bits & 1:
        return "is locked with a password; hand it in without one"
    if info.compress_type not in PACKED:
        return "is packed in a way that not every system unpacks; make the archive anew"
    return ""


def _shown(name: str) -> str:
    """Return a name of one line and no great length, which may be shown and looked at more than once."""
    return fit(name, NAME).replace("\n", "\\n")


def is_litter(name: str) -> bool:
    """Return whether a file is one that a system left behind, and that nobody hands in."""
    return name.lower() in LITTER or (name.startswith(".") and name != "..")


def _hidden(name: str) -> bool:
    return name in NOT_THEIRS or is_litter(name)
