"""Finished gradings on disk: complete or not there, and a class that is read one by one."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from msgspec.structs import replace

from grader.grading import store as stores
from grader.grading.store import Entries, Store, key
from grader.record import SubmissionEntry, read_record, to_data, write_record
from tests import records

ENTRY = records.entry("ada", [])


def in_folder(folder: Path) -> Store[SubmissionEntry]:
    return Store(folder, SubmissionEntry)


def test_what_is_put_is_found(tmp_path: Path) -> None:
    """An entry is found by its key, and by no other."""
    store = in_folder(tmp_path)
    store.put(key("ada", 1), ENTRY)
    assert in_folder(tmp_path).get(key("ada", 1)) == ENTRY
    assert store.get(key("ada", 2)) is None


@pytest.mark.parametrize("content", ["", '{"student": "a', "[]", "{}", "\x00"])
def test_what_was_not_written_to_the_end_is_not_there(tmp_path: Path, content: str) -> None:
    """An entry that was not written to the end is graded again."""
    store = in_folder(tmp_path)
    store.put(key("ada"), ENTRY)
    (file,) = tmp_path.rglob("*.json")
    file.write_text(content)
    assert store.get(key("ada")) is None


def test_what_was_changed_or_moved_is_not_there(tmp_path: Path) -> None:
    """Another score, another student's entry under this key, something nested without end: all are graded again."""
    store = in_folder(tmp_path)
    store.put(key("ada"), ENTRY)
    store.put(key("ben"), replace(ENTRY, score=12))
    ada, ben = (store._file(key(name)) for name in ("ada", "ben"))
    whole = ada.read_bytes()
    ada.write_bytes(whole.replace(b'"score": 0', b'"score": 9'))
    assert store.get(key("ada")) is None
    ada.write_bytes(ben.read_bytes())
    assert store.get(key("ada")) is None
    for content in (b"[" * 100_000, b"[]", b'{"student": 1}', b"\xff"):
        ada.write_bytes(stores._checksum(key("ada"), content) + b"\n" + content)
        assert store.get(key("ada")) is None
    ada.write_bytes(whole)
    assert store.get(key("ada")) == ENTRY


def test_a_store_is_its_users_alone(tmp_path: Path) -> None:
    """Whatever modes new files have by default."""
    before = os.umask(0)
    try:
        in_folder(tmp_path / "store").put(key("ada"), ENTRY)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "store").stat().st_mode) == 0o700


def test_a_disk_that_is_full_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither half an entry nor a temporary file."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("grader.whole_file.os.replace", full)
    with pytest.raises(OSError, match="No space"):
        in_folder(tmp_path).put(key("ada"), ENTRY)
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_entries_are_a_sequence_that_is_read_when_it_is_looked_at(tmp_path: Path) -> None:
    """Entries come in their order, with changes made on reading, any number of times."""
    store = in_folder(tmp_path)
    keys = [key(i) for i in range(3)]
    for i in range(3):
        store.put(keys[i], replace(ENTRY, score=i))
    entries = Entries(store, keys, lambda e: replace(e, score=2 * e.score))
    assert [e.score for e in entries] == [e.score for e in entries] == [0, 2, 4]
    assert entries[-1].score == 4
    assert [e.score for e in entries[1:]] == [2, 4]


def test_record_is_written_one_entry_at_a_time(tmp_path: Path) -> None:
    """The file is what json.dump would write, but for white space."""
    store = in_folder(tmp_path)
    store.put("ab", replace(ENTRY, notes=["[]", "é\n", "a lone \udc80"]))
    for keys in ([], ["ab"], ["ab", "ab"]):
        entries = Entries(store, keys)
        record = replace(records.record(entries), sandbox="[]")
        write_record(record, tmp_path / "r.json")
        expected = {**records.data(records.record([])), "sandbox": "[]", "submissions": [to_data(e) for e in entries]}
        assert json.loads((tmp_path / "r.json").read_text()) == expected
        assert read_record(tmp_path / "r.json") == replace(record, submissions=list(entries))
