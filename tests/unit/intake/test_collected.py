"""`collected.json`: read as it was written, once for all students, and named where it is damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.intake.collected import (
    FILE,
    Collected,
    Collection,
    CollectionError,
    read_collection,
    write_collection,
)


def a_collection(**days_late: int) -> Collection:
    ada = Collected("ada.git", rule="committer date", commits={"ex1_by_hand": None}, days_late=days_late)
    return Collection({"ex1_by_hand": "2026-10-25T22:59:00+00:00"}, True, {"ada": ada})


def test_what_was_written_is_read(tmp_path: Path) -> None:
    """A file that was written again is read again."""
    assert read_collection(tmp_path) is None
    for collection in (a_collection(), a_collection(ex1_by_hand=12)):
        write_collection(tmp_path, collection)
        assert read_collection(tmp_path) == collection


def test_a_class_reads_it_once(tmp_path: Path) -> None:
    write_collection(tmp_path, a_collection())
    assert read_collection(tmp_path) is read_collection(tmp_path)


@pytest.mark.parametrize("content", ["no JSON", "[]", '{"students": {}}', '{"deadlines": {}, "finished": 1}'])
def test_a_damaged_file_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content)
    with pytest.raises(CollectionError, match=r"collected\.json: expected what `grader collect` writes, got"):
        read_collection(tmp_path)
