"""The bank: the recorded examples of each check, drawn once and kept.

Questions do not depend on who answers. So they are drawn once, with the reference as the one who answers, and kept in
memory and in a file; every solution is then asked the same questions in one batch. Only after a wrong answer is
something drawn again, and the smallest network that shows the mistake looked for.
"""

from __future__ import annotations

from functools import lru_cache

from checks.law.check import Check
from grader.course.sampling import Sampling
from grader.judge.bank.file import BankFile
from grader.judge.bank.recorded import RecordedExample
from grader.judge.bank.recording import record


@lru_cache(maxsize=256)
def recorded_examples(check: Check, sampling: Sampling) -> tuple[RecordedExample, ...]:
    """Return all examples of a check, in the order in which Hypothesis draws them.

    Raises:
        RuntimeError: The reference does not pass the check.
    """
    file = BankFile(check, sampling)
    return file.read() or file.write(record(check, sampling))


def is_kept(check: Check, sampling: Sampling) -> bool:
    """Tell whether the examples of a check are in the bank, or cannot be kept there."""
    file = BankFile(check, sampling)
    return file.path is None or not file.can_be_written or file.path.is_file()
