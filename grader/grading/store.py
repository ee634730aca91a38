"""Keeps finished gradings on disk, each as soon as it is finished, and finds them again by what was graded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar, overload

import msgspec

from grader.private import make_private
from grader.record import SubmissionEntry, from_data, to_data
from grader.whole_file import write_whole

E = TypeVar("E", bound=msgspec.Struct)


class Store(Generic[E]):
    """Entries of one type by key. A key stands for everything that decides an entry, see `key`."""

    def __init__(self, folder: Path, kind: type[E]) -> None:
        self.folder = folder
        self.kind = kind

    def get(self, key: str) -> E | None:
        """Return the entry of a key; None if there is none, or if the file is damaged, or was that of another key."""
        try:
            check, _, content = self._file(key).read_bytes().partition(b"\n")
            if check != _checksum(key, content):
                return None
            return from_data(json.loads(content), self.kind)
        except (OSError, ValueError, RecursionError):  # msgspec.ValidationError is a ValueError too
            return None

    def put(self, key: str, entry: E) -> None:
        """Keep an entry. Another process sees all of it or nothing, whenever this one is killed."""
        make_private(self.folder)
        content = json.dumps(to_data(entry)).encode()
        write_whole(self._file(key), _checksum(key, content) + b"\n" + content)

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"


def _checksum(key: str, content: bytes) -> bytes:
    """Return what shows that a file is whole and was written under this key. It keeps nobody out."""
    return hashlib.sha256(key.encode() + b"\n" + content).hexdigest().encode()


def key(*parts: Any) -> str:
    """Return one key for everything that decides a grading: equal parts have equal keys."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


class Entries(Sequence[SubmissionEntry]):
    """The entries of a class in their order. Each is read from disk when it is used, and not kept in memory."""

    def __init__(
        self,
        store: Store[SubmissionEntry],
        keys: list[str],
        change: Callable[[SubmissionEntry], SubmissionEntry] = lambda entry: entry,
    ) -> None:
        self._store = store
        self._keys = keys
        self._change = change

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, at: int) -> SubmissionEntry: ...
    @overload
    def __getitem__(self, at: slice) -> Entries: ...
    def __getitem__(self, at: int | slice) -> SubmissionEntry | Entries:
        if isinstance(at, slice):
            return Entries(self._store, self._keys[at], self._change)
        entry = self._store.get(self._keys[at])
        if entry is None:
            raise OSError(f"{self._store.folder} was emptied during the grading: grade again")
        return self._change(entry)

    def __iter__(self) -> Iterator[SubmissionEntry]:
        return (self[i] for i in range(len(self)))
