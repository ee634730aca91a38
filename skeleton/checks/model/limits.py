"""The time that a solution has, the same at home and when it is graded, and the words for an answer that took longer.

What counts is time spent computing, by the processor's own count: a busy machine costs nobody a point.
"""

from __future__ import annotations

ANSWER_SECONDS = 5.0
"""Seconds of computing for one answer."""

CHECK_SECONDS = 30.0
"""Seconds of computing for all the answers of a check."""

AFTER_A_HANG = 5.0
"""After an answer that took too long, the later checks of the exercise have this many times less: what never ends would
cost a person, or a whole class that waits, the full time once more in each of them."""

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


def too_slow(
    whole_check: bool, answer: float = ANSWER_SECONDS, check: float = CHECK_SECONDS, hung_before: bool = False
) -> str:
    """Say that one answer, or all the answers of a check, took too long.

    Args:
        whole_check: Whether it was all of them.
        answer: Seconds of computing for one answer.
        check: Seconds of computing for all answers of a check.
        hung_before: Whether an earlier check took too long, so that there was less time.
    """
    what = " for all answers of this check" if whole_check else ""
    many = check if whole_check else answer
    seconds = f"{many:g} second{'' if many == 1 else 's'} of computing ({CLOCK * many:g} on the clock){what}"
    why = ", all that is given once an earlier check has taken too long" if hung_before else ""
    return f"{'More than' if whole_check else 'No answer within'} {seconds}{why}"
