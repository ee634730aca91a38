"""The bank of questions: drawn once, kept in files, and drawn again wherever a file cannot be used."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import hypothesis
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.law.check import Check, check
from checks.law.search.cost import exactly
from checks.law.search.sealed import counts
from checks.law.subject import Subject
from checks.model.outcomes import Mismatch
from grader.course import registry, sources
from grader.course.sampling import OWN, Sampling
from grader.guest import protocol
from grader.judge.bank import examples as bank
from grader.judge.bank import file as bank_file
from grader.judge.bank.file import BankFile
from grader.judge.bank.recorded import Diverged, RecordedExample
from grader.judge.bank.recording import record
from grader.judge.bank.right_answers import LENGTH, RightAnswers

CHECK = registry.visible_checks("ex1_by_hand")[0]
FEW = Sampling(examples=4)


@pytest.fixture(autouse=True)
def folder(own_bank: Path) -> Path:
    return own_bank


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the checks that are drawn."""
    found: list[str] = []

    def noted(check: Check, sampling: Sampling) -> list[RecordedExample]:
        found.append(check.id)
        return record(check, sampling)

    monkeypatch.setattr(bank, "record", noted)
    return found


def examples(check: Check = CHECK, sampling: Sampling = FEW) -> tuple[RecordedExample, ...]:
    """The recorded examples, as another process would get them."""
    return bank.recorded_examples.__wrapped__(check, sampling)


def path(check: Check = CHECK, sampling: Sampling = FEW) -> Path:
    found = BankFile(check, sampling).path
    assert found
    return found


def alike(one: RecordedExample, other: RecordedExample) -> bool:
    drawn = exactly(one.drawn) == exactly(other.drawn)
    return drawn and (one.bodies, one.answers, one.scenarios) == (other.bodies, other.answers, other.scenarios)


@pytest.mark.slow
@pytest.mark.parametrize("stem", registry.stems())
def test_what_is_kept_is_what_was_drawn(stem: str) -> None:
    for one in registry.all_checks(stem):
        fresh = record(one, FEW)
        examples(one)
        kept = BankFile(one, FEW).read()
        assert kept is not None, f"{one.id} draws what cannot be kept"
        assert len(kept) == len(fresh)
        assert all(map(alike, kept, fresh)), one.id
        assert [example.counts_calls for example in kept] == [counts(example.scenarios) for example in kept]


def test_questions_are_drawn_once(drawn: list[str]) -> None:
    for _ in range(3):
        examples()
    assert drawn == [CHECK.id]


@pytest.mark.parametrize("other", [Sampling(examples=3), Sampling(examples=4, seed=2)])
def test_another_sampling_has_files_of_its_own(other: Sampling, drawn: list[str]) -> None:
    examples()
    examples(sampling=other)
    assert drawn == [CHECK.id, CHECK.id]
    assert path() != path(sampling=other)


def test_another_version_of_the_kit_has_files_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """So has another Hypothesis, and another Python: `deciding` is made from all of them."""
    before = path()
    bank_file._folder.cache_clear()
    monkeypatch.setattr(bank_file, "deciding", lambda: "another")
    assert path() != before


def packed(content: bytes) -> bytes:
    return hashlib.sha256(content).digest() + content


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda there: b"",
    "cut": lambda there: there[: len(there) // 2],
    "one bit": lambda there: there[:100] + bytes([there[100] ^ 1]) + there[101:],
    "not compressed": lambda there: packed(b"text"),
    "no bank": lambda there: packed(zlib.compress(msgspec.msgpack.encode({"check": 3}))),
    "another check": lambda there: packed(
        zlib.compress(msgspec.msgpack.encode({"check": "ex1_by_hand::other", "examples": []}))
    ),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_made_anew(damage: str, drawn: list[str]) -> None:
    examples()
    path().write_bytes(DAMAGE[damage](path().read_bytes()))
    assert all(map(alike, examples(), record(CHECK, FEW)))
    examples()
    assert drawn == [CHECK.id] * 2


def test_where_nothing_can_be_written_questions_are_drawn(folder: Path, drawn: list[str]) -> None:
    folder.write_text("a file in the way")
    assert all(map(alike, examples(), record(CHECK, FEW)))
    assert drawn == [CHECK.id]


def test_a_disk_that_is_full_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("grader.whole_file.os.replace", full)
    assert examples()
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_what_is_in_a_file_is_not_written_again() -> None:
    """The reference's answers stand beside the questions."""
    one = examples()[0]
    one.holds(replies(one), Nobody())
    one.right.keep()
    assert not path().with_suffix(".right").exists()


def test_old_versions_are_removed(folder: Path) -> None:
    for age in range(2 * bank_file.KEPT):
        old = folder / f"version {age}"
        old.mkdir(parents=True)
        os.utime(old, (age, age))
    examples()
    assert len(list(folder.iterdir())) == bank_file.KEPT
    assert path().exists()
    assert not (folder / "version 0").exists()


def test_a_check_from_elsewhere_is_not_kept(folder: Path) -> None:
    """The folder is named after the kit's own checks: one of the same name may draw something else."""

    @check("Anything", 1)
    @given(number=st.integers())
    def test_of_a_course(subject: Subject, number: int) -> None:
        pass

    own = replace(test_of_a_course.check, id="ex1_by_hand::of_a_course")  # type: ignore[attr-defined]
    assert examples(own, OWN)
    assert not list(folder.rglob("*.bank"))


def test_what_is_no_plain_data_is_not_kept(monkeypatch: pytest.MonkeyPatch, drawn: list[str]) -> None:
    """A check that draws by itself has a tape, which is replayed in memory only."""

    @check("Anything", 1)
    @given(data=st.data())
    def test_by_itself(subject: Subject, data: st.DataObject) -> None:
        data.draw(st.integers())

    own = replace(test_by_itself.check, id="ex1_by_hand::by_itself")  # type: ignore[attr-defined]
    monkeypatch.setattr(bank_file, "check_modules", lambda: {__name__: Path(__file__)})
    assert len(examples(own, OWN)) == len(examples(own, OWN)) > 1
    assert len(drawn) == 2


class Nobody(Subject):
    """A solution that is not asked."""

    stem = "ex1_by_hand"

    def perform(self, scenario: Any) -> Any:
        raise AssertionError


def replies(example: RecordedExample, change: Callable[[Any], Any] = lambda answer: answer) -> list[bytes]:
    return [
        b"{" + protocol.answer("", change(answers), raised)[len(protocol.head("")) : -1]
        for answers, raised in example.answers
    ]


def test_the_answers_of_the_reference_are_known_to_be_right() -> None:
    one = examples()[0]
    one.law = lambda **_: pytest.fail("the law was asked")
    one.holds(replies(one), Nobody())


def test_other_answers_are_judged_by_the_law_and_remembered_if_right() -> None:
    one = examples()[0]
    spaced = [reply.replace(b", ", b",  ", 1) for reply in replies(one)]
    one.holds(spaced, Nobody())
    one.right.keep()
    again = examples()[0]
    again.law = lambda **_: pytest.fail("the law was asked")
    again.holds(spaced, Nobody())


def test_wrong_answers_are_never_remembered() -> None:
    one = examples()[0]
    wrong = replies(one, lambda answers: [[7e77, 7e77] if isinstance(a, list) else 7e77 for a in answers])
    for _ in range(2):
        with pytest.raises((Mismatch, Diverged)):
            one.holds(wrong, Nobody())
        one.right.keep()
        one = examples()[0]


def test_right_answers_to_one_question_are_not_those_to_another() -> None:
    first, second = examples()[:2]
    same = replies(first)
    assert first.fingerprint(same) != second.fingerprint(same)


def test_only_so_many_right_answers_are_remembered(tmp_path: Path) -> None:
    file = tmp_path / "right"
    for _ in range(2):
        right = RightAnswers(file, 3)
        for i in range(10):
            right.add(bytes([i]) * LENGTH)
        right.keep()
    assert file.stat().st_size == 3 * LENGTH
    assert RightAnswers(file, 3).knows(bytes([2]) * LENGTH)
    assert not RightAnswers(file, 3).knows(bytes([3]) * LENGTH)


def test_the_key_has_python_and_hypothesis_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = sources.deciding.__wrapped__()
    monkeypatch.setattr(hypothesis, "__version__", "0.0")
    assert sources.deciding.__wrapped__() != before
