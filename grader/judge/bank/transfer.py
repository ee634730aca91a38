"""Carries the questions of a bank to another machine, as the files that they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from grader.course import registry
from grader.course.sampling import Sampling
from grader.judge.bank.file import BankFile
from grader.whole_file import write_whole


def bank_files(stems: Iterable[str], sampling: Sampling) -> dict[str, bytes]:
    """Return the files of some exercises' checks that there are, by check."""
    paths = {check.id: BankFile(check, sampling).path for stem in stems for check in registry.all_checks(stem)}
    return {name: path.read_bytes() for name, path in paths.items() if path and path.is_file()}


def keep_bank_files(files: Mapping[str, bytes], sampling: Sampling) -> None:
    """Write the files that are missing in this machine's bank. A damaged one is noticed when it is read.

    Raises:
        OSError: They cannot be written.
    """
    for name in files:
        for check in registry.all_checks(name.partition("::")[0]):
            path = BankFile(check, sampling).path
            if check.id == name and path and not path.is_file():
                write_whole(path, files[name])
