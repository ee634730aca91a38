"""Finished gradings on disk: written at once, so that nothing graded is lost, and found again by what was graded."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, overload

Entry = dict[str, Any]


class Store:
    """Entries of the record by key. A key stands for everything that decides an entry, see `key`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> Entry | None:
        """The entry of that key; None if there is none, or if what is there was not written by us to the end."""
        try:
            entry = json.loads(self._file(key).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return entry if isinstance(entry, dict) and "exercises" in entry else None

    def put(self, key: str, entry: Entry) -> None:
        """Keep the entry. Another process sees all of it or nothing, whenever this one is killed."""
        file = self._file(key)
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as part:
                json.dump(entry, part)
            os.replace(name, file)
        except BaseException:
            with suppress(OSError):
                os.unlink(name)
            raise

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"


def key(*parts: Any) -> str:
    """One name for everything that decides a grading: the same parts, the same name."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


class Entries(Sequence[Entry]):
    """The entries of a class in their order, each read from disk when it is looked at.

    A class of a thousand takes no more memory than one of ten.
    """

    def __init__(self, store: Store, keys: list[str], change: Callable[[Entry], Entry] = lambda entry: entry) -> None:
        self._store = store
        self._keys = keys
        self._change = change

    def changed(self, change: Callable[[Entry], Entry]) -> Entries:
        """The same entries, each as `change` makes it."""
        before = self._change
        return Entries(self._store, self._keys, lambda entry: change(before(entry)))

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> Entries: ...
    def __getitem__(self, at: int | slice) -> Entry | Entries:
        if isinstance(at, slice):
            return Entries(self._store, self._keys[at], self._change)
        entry = self._store.get(self._keys[at])
        if entry is None:
            raise OSError(f"{self._store.folder} was emptied during the grading: grade again")
        return self._change(entry)

    def __iter__(self) -> Iterator[Entry]:
        return (self[i] for i in range(len(self)))


def write_json(record: dict[str, Any], file: Path) -> None:
    """Write the record, one entry at a time; the file is complete or not there."""
    part = file.with_name(f".{file.name}.part")
    others = {name: value for name, value in record.items() if name != "submissions"}
    head = json.dumps({**others, "submissions": []}, indent=1)
    before, after = head.rsplit("[]", 1)
    with part.open("w", encoding="utf-8") as out:
        out.write(before + "[")
        for i, entry in enumerate(record["submissions"]):
            out.write(",\n" if i else "\n")
            out.write(json.dumps(entry, indent=1))
        out.write("\n ]" + after + "\n")
    os.replace(part, file)
