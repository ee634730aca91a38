"""The files of the bank: a check's recorded examples, and which answers to them have been found to be right.

They are a cache of the user's, in a folder named after all that decides them, so that a file is never out of date. A
file that is damaged or cannot be written is no error: the examples are drawn again. So they are where others can write,
who could have put wrong answers among the right ones.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import zlib
from collections.abc import Sequence
from contextlib import suppress
from functools import cache, partial
from pathlib import Path

import msgspec
import platformdirs

from checks.law.check import Check
from checks.law.search import plain
from checks.law.search.drawn import Law, law_of
from grader.course.sampling import Sampling
from grader.course.sources import check_modules, deciding, digest
from grader.guest import protocol
from grader.judge.bank.recorded import RecordedExample
from grader.judge.bank.right_answers import REMEMBERED, RightAnswers
from grader.judge.replies import content
from grader.private import make_private, who_else_writes
from grader.whole_file import write_whole

FOLDER = "BACKPROP_GRADER_BANK"
"""The environment variable that names another folder than the one in the user's cache."""

KEPT = 12
"""Number of folders kept: of versions of the kit, of Hypothesis, of Python, or for courses with a seed of their own. A
version has two, for questions and for findings."""


class _Example(msgspec.Struct, array_like=True):
    """What a file holds of an example."""

    bodies: list[bytes]
    drawn: str
    answers: str
    right: bytes


class _Bank(msgspec.Struct):
    """What a file holds."""

    check: str
    examples: list[_Example]


_reader = msgspec.msgpack.Decoder(_Bank)


class BankFile:
    """A check's file."""

    def __init__(self, check: Check, sampling: Sampling) -> None:
        self.check = check
        # Another check, of a test or of a notebook, is not what the folder is named after.
        known = check.function.__module__ in check_modules()
        folder = _folder(sampling) if known else None
        self.path = folder and folder / f"{check.id.replace('::', '.')}.bank"

    @property
    def can_be_written(self) -> bool:
        """Whether this process may write into the folder."""
        return self.path is not None and os.access(self.path.parent, os.W_OK)

    def read(self) -> tuple[RecordedExample, ...] | None:
        """Return the examples in the file; None if there is none that can be used."""
        try:
            there = self.path.read_bytes() if self.path else b""
            if hashlib.sha256(there[32:]).digest() != there[:32]:
                return None
            bank = _reader.decode(zlib.decompress(there[32:]))
        except (OSError, zlib.error, msgspec.MsgspecError):
            return None
        return self._examples(bank.examples) if bank.check == self.check.id else None

    def write(self, examples: Sequence[RecordedExample]) -> tuple[RecordedExample, ...]:
        """Keep freshly drawn examples, and return them as they would be read."""
        try:
            stored = [_stored(example) for example in examples]
        except plain.NotPlain:  # the check draws by itself, or draws objects of its own
            return tuple(examples)
        packed = zlib.compress(msgspec.msgpack.encode(_Bank(self.check.id, stored)))
        if self.path:
            with suppress(OSError):
                write_whole(self.path, hashlib.sha256(packed).digest() + packed)
        return self._examples(stored)

    def _examples(self, stored: Sequence[_Example]) -> tuple[RecordedExample, ...]:
        file = self.path and self.path.with_suffix(".right")
        right = RightAnswers(file, REMEMBERED * len(stored), [one.right for one in stored])
        law: Law = law_of(self.check)
        return tuple(
            RecordedExample(law, one.bodies, partial(plain.read, one.drawn), partial(plain.read, one.answers), right)
            for one in stored
        )


def _stored(example: RecordedExample) -> _Example:
    lines = [protocol.answer("", *answer)[:-1] for answer in example.answers]
    right = example.fingerprint([content(line, "") for line in lines])
    return _Example(list(example.bodies), plain.write(example.drawn), plain.write(example.answers), right)


def bank_folder() -> Path:
    """Return the folder of all versions."""
    own = os.environ.get(FOLDER)
    return Path(own) if own else platformdirs.user_cache_path("backprop-grader") / "bank"


def why_no_bank() -> str:
    """Explain why the bank is not used; empty if it can be."""
    who = who_else_writes(bank_folder())
    return who and f"{who}: expected a bank that only you can write. Each grading draws its own questions."


@cache
def _folder(sampling: Sampling) -> Path | None:
    """Return the folder of this version, and remove the oldest ones; None if others can write there."""
    folder = bank_folder() / digest(deciding(), repr(sampling))
    with suppress(OSError):
        make_private(folder.parent)
        make_private(folder)
        if not who_else_writes(folder):
            folder.touch()
            versions = sorted(folder.parent.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)
            for old in versions[KEPT:]:
                shutil.rmtree(old, ignore_errors=True)
    return None if who_else_writes(folder) else folder
