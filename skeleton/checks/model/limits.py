"""The time that a solution has, the same at home and when it is graded, and the words for an answer that took longer.

What counts is time spent computing, by the processor's own count: a busy machine costs nobody a point.
"""

from __future__ import annotations

ANSWER_SECONDS = 5.0
"""Seconds of computing for one answer."""

CHECK_SECONDS = 30.0
"""Seconds of computing for all the answers of a check."""

CLOCK = 4.0
"""What waits instead of computing ends, too: when the clock has gone this many times as far."""

BUSY = 0.02
"""The share of the time for which a solution computes that does not just wait. Where nine other programs share a
processor, it is more."""


def is_over(computed: float, waited: float, seconds: float) -> bool:
    """Tell whether a solution has had its time.

    Args:
        computed: Seconds for which it has computed.
        waited: Seconds on the clock.
        seconds: Seconds of computing that it has.
    """
    return computed >= seconds or (waited >= CLOCK * seconds and computed < BUSY * waited)


class TooSlow(BaseException):
    """Interrupts a solution; no `Exception`, which a solution may well catch."""


def too_slow(whole_check: bool, answer: float = ANSWER_SECONDS, check: float = CHECK_SECONDS) -> str:
    """Say that one answer, or all the answers of a check, took too long.

    Args:
        whole_check: Whether it was all of them.
        answer: Seconds of computing for one answer.
        check: Seconds of computing for all answers of a check.
    """
    if whole_check:
        return (
            f"More than {check:g} seconds of computing ({CLOCK * check:g} on the clock) for all answers of this check"
        )
    return f"No answer within {answer:g} seconds of computing ({CLOCK * answer:g} on the clock)"
