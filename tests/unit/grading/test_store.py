"""Finished gradings on disk: complete or not there, and a class that is read one by one."""

from __future__ import annotations

import gc
import json
from pathlib import Path

import pytest

from grader.grading.executors import GARBAGE, NoCluster, executor
from grader.grading.store import Entries, Store, key, write_json

ENTRY = {"student": "ada", "exercises": []}


def test_what_is_put_is_found(tmp_path: Path) -> None:
    """By the same key, and by no other."""
    store = Store(tmp_path)
    store.put(key("ada", 1), ENTRY)
    assert Store(tmp_path).get(key("ada", 1)) == ENTRY
    assert store.get(key("ada", 2)) is None


@pytest.mark.parametrize("content", ["", '{"student": "a', "[]", "{}", "\x00"])
def test_what_was_not_written_to_the_end_is_not_there(tmp_path: Path, content: str) -> None:
    """It is graded again, that is all."""
    store = Store(tmp_path)
    store.put(key("ada"), ENTRY)
    (file,) = tmp_path.rglob("*.json")
    file.write_text(content)
    assert store.get(key("ada")) is None


def test_a_disk_that_is_full_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither half an entry nor a temporary file."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("grader.grading.store.os.replace", full)
    with pytest.raises(OSError, match="No space"):
        Store(tmp_path).put(key("ada"), ENTRY)
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_entries_are_a_sequence_that_is_read_when_it_is_looked_at(tmp_path: Path) -> None:
    """In their order, changed on the way, as often as one likes."""
    store = Store(tmp_path)
    keys = [key(i) for i in range(3)]
    for i in range(3):
        store.put(keys[i], {**ENTRY, "score": i})
    entries = Entries(store, keys).changed(lambda e: {**e, "score": 2 * e["score"]})
    assert [e["score"] for e in entries] == [e["score"] for e in entries] == [0, 2, 4]
    assert entries[-1]["score"] == 4
    assert [e["score"] for e in entries[1:]] == [2, 4]
    assert json.loads(json.dumps(list(entries)))[0]["score"] == 0


def test_record_is_written_one_entry_at_a_time(tmp_path: Path) -> None:
    """As json.dump would write it, but for white space."""
    store = Store(tmp_path)
    store.put("ab", {**ENTRY, "notes": ["[]", "é\n"]})
    for keys in ([], ["ab"], ["ab", "ab"]):
        entries = Entries(store, keys)
        write_json({"schema": 1, "sandbox": "[]", "submissions": entries, "kit": {"checks": []}}, tmp_path / "r.json")
        expected = {"schema": 1, "sandbox": "[]", "submissions": list(entries), "kit": {"checks": []}}
        assert json.loads((tmp_path / "r.json").read_text()) == expected


@pytest.mark.parametrize("jobs", [1, 2])
def test_executors_give_the_same(jobs: int) -> None:
    """In this process or in others; an exception comes out of the future."""
    with executor(jobs) as pool:
        assert [pool.submit(pow, 2, n).result() for n in range(4)] == [1, 2, 4, 8]
        failing = pool.submit(divmod, 1, 0)
        with pytest.raises(ZeroDivisionError):
            failing.result()


def test_judges_look_for_garbage_less_often() -> None:
    """In processes of their own; not in one that is somebody else's."""
    mine = gc.get_threshold()
    with executor(2) as pool:
        assert pool.submit(gc.get_threshold).result()[0] == GARBAGE
    with executor(1) as pool:
        assert pool.submit(gc.get_threshold).result() == mine


def test_no_cluster_is_a_clear_error() -> None:
    """The address is in the message."""
    pytest.importorskip("distributed")
    with pytest.raises(NoCluster, match=r"tcp://127.0.0.1:9"), executor(1, "tcp://127.0.0.1:9"):
        pass
