"""What another user could have written is not believed: neither the store nor the bank."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.cli import main
from grader.judge.bank.file import why_no_bank
from grader.private import make_private, who_else_writes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_private(tmp_path / "above" / "own")
    return tmp_path / "above" / "own"


def writable(folder: Path) -> None:
    folder.chmod(0o777)


def writable_above(folder: Path) -> None:
    folder.parent.chmod(0o777)


def writable_by_a_group(folder: Path) -> None:
    folder.chmod(0o770)
    os.chown(folder, -1, os.getgid() + 1)


def anothers(folder: Path) -> None:
    os.chown(folder, os.getuid() + 1, -1)


def anothers_above(folder: Path) -> None:
    os.chown(folder.parent, os.getuid() + 1, -1)


def a_link_to_anothers(folder: Path) -> None:
    other = folder.parent / "other"
    other.mkdir()
    other.chmod(0o777)
    folder.rmdir()
    folder.symlink_to(other)


def like_tmp_itself(folder: Path) -> None:
    folder.chmod(0o1777)


NEED_ROOT = (writable_by_a_group, anothers, anothers_above)


@pytest.mark.parametrize(
    "change", [writable, writable_above, *NEED_ROOT, a_link_to_anothers, like_tmp_itself], ids=lambda one: one.__name__
)
def test_others_can_write(folder: Path, change: Callable[[Path], None]) -> None:
    if change in NEED_ROOT and os.geteuid() != 0:
        pytest.skip("only root gives files away")
    assert who_else_writes(folder / "x") == ""
    change(folder)
    assert str(folder.parent) in who_else_writes(folder)


def test_only_this_user_can_write(folder: Path) -> None:
    """In a folder like /tmp, nobody moves what is another one's; a group of the user's own number has one member."""
    folder.parent.chmod(0o1777)
    assert who_else_writes(folder) == ""
    folder.chmod(0o775)
    os.chown(folder, -1, os.getuid()) if os.geteuid() == 0 else None
    assert who_else_writes(folder) == (
        "" if folder.stat().st_gid == os.geteuid() else f"others can write into {folder}"
    )
    assert who_else_writes(folder / "not" / "there") == who_else_writes(folder)


def test_a_bank_that_others_can_write_is_not_used(own_bank: Path) -> None:
    """It would say which answers are right. One line tells; the questions are drawn for each grading."""
    own_bank.mkdir()
    assert why_no_bank() == ""
    own_bank.chmod(0o777)
    assert "expected a bank that only you can write" in why_no_bank()
    result = CliRunner().invoke(main, ["bank"])
    assert result.exit_code == 1
    assert result.output.splitlines() == [why_no_bank()]


def test_a_store_that_others_can_write_is_refused(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store").chmod(0o777)
    result = CliRunner().invoke(main, ["grade", str(tmp_path), "--store", str(tmp_path / "store")])
    assert result.exit_code == 2
    assert "expected a store that only you can write" in result.output
