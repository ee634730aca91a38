"""Keeps finished gradings on disk, each as soon as it is finished, and finds them again by what was graded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar, overload

import msgspec

from grader.record import SubmissionEntry, from_data, to_data
from grader.whole_file import write_whole

E = TypeVar("E", bound=msgspec.Struct)


class Store(Generic[E]):
    """Entries of one type by key. A key stands for everything that decides an entry, see `key`."""

    def __init__(self, folder: Path, kind: type[E]) -> None:
        self.folder = folder
        self.kind = kind

    def get(self, key: str) -> E | None:
        """Return the entry of a key; None if there is none, or if the file is damaged."""
        try:
            return from_data(json.loads(self._file(key).read_text(encoding="utf-8")), self.kind)
        except (OSError, ValueError):  # msgspec.ValidationError is a ValueError too
            return None

    def put(self, key: str, entry: E) -> None:
        """Keep an entry. Another process sees all of it or nothing, whenever this one is killed."""
        write_whole(self._file(key), json.dumps(to_data(entry)).encode())

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"


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
