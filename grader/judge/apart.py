"""Asks a solution all the recorded questions of a check, the module loaded anew for each.

What a solution answers so depends on the question alone, not on what it was asked before. The search for a condition
and the diagnosis both want to know, so the replies are kept as long as the solution is being graded.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

from checks.law.check import Check
from grader.course.sampling import Sampling
from grader.judge.bank.examples import recorded_examples
from grader.judge.subject import SandboxedSubject

_received: WeakKeyDictionary[SandboxedSubject, dict[str, list[bytes] | None]] = WeakKeyDictionary()


def replies_apart(check: Check, subject: SandboxedSubject, sampling: Sampling) -> list[bytes] | None:
    """Return a solution's reply to each recorded question of a check, in their order.

    Args:
        check: The check.
        subject: The solution; what is left of the time for the check is the time for this.
        sampling: Which examples to draw.

    Returns:
        The replies; None if the solution does not answer all of the questions. It is not asked for any after that: each
        solution costs the time of one such answer at most.
    """
    known = _received.setdefault(subject, {})
    if check.id not in known:
        known[check.id] = None if None in known.values() else _ask(check, subject, sampling)
    return known[check.id]


def _ask(check: Check, subject: SandboxedSubject, sampling: Sampling) -> list[bytes] | None:
    examples = recorded_examples(check, sampling)
    received, stop = subject.replies([body for e in examples for body in e.bodies], apart=True)
    return None if stop else received
