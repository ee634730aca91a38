"""Finds out when a solution fails: asks it all the recorded questions of a check, as `checks.explain.conditions` does.

At home, Hypothesis draws the questions, and the solution answers one after the other. Here they are recorded, and asked
in one batch. They are the same questions, labelled by the same rule, so it is the same sentence.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import islice

from checks.explain.conditions.search import LEAST, condition
from checks.law.check import Check
from checks.law.search.labelled import Labelled, labels
from checks.model.outcomes import CheckAborted, Mismatch
from grader.course.sampling import Sampling
from grader.judge.apart import replies_apart
from grader.judge.bank.examples import recorded_examples
from grader.judge.bank.recorded import RecordedExample
from grader.judge.shared_cache import Findings
from grader.judge.subject import SandboxedSubject

KEPT = 500
"""Number of sentences that are remembered, the latest ones."""

_sentences = Findings("condition", KEPT)


def when_it_fails(check: Check, subject: SandboxedSubject, sampling: Sampling, shown: Mismatch | None = None) -> str:
    """Ask a solution that fails all the questions of a check, and say in a sentence when it fails.

    Args:
        check: The check.
        subject: The solution; what is left of the time for the check is the time for this.
        sampling: Which examples to draw.
        shown: The wrong answer that stands beside the sentence.

    Returns:
        The sentence; empty if there is none, or if the solution does not answer all of the questions.
    """
    examples = recorded_examples(check, sampling)
    if sum(len(example.scenarios) for example in examples) < LEAST:
        return ""
    received = replies_apart(check, subject, sampling)
    if received is None:
        return ""
    asked = repr(shown and (shown.scenario, shown.step, shown.in_company)).encode()
    key = (check.id, sampling, hashlib.sha256(b"\n".join([*received, asked])).digest())
    sentence: str | None = _sentences.get(key)
    if sentence is None:
        sentence = _sentence(examples, received, subject, shown)
        _sentences.put(key, sentence)
    return sentence


def _sentence(
    examples: Sequence[RecordedExample], received: Sequence[bytes], subject: SandboxedSubject, shown: Mismatch | None
) -> str:
    replies = iter(received)
    found: list[Labelled] = []
    try:
        for example in examples:
            try:
                example.holds(list(islice(replies, len(example.scenarios))), subject)
            except Mismatch as mismatch:
                found += labels(example.scenarios, example.drawn, mismatch)
            else:
                found += labels(example.scenarios, example.drawn)
        return condition(found, shown)
    except (Exception, CheckAborted):  # noqa: BLE001  # a condition is an extra: no error in it may cost a grade
        return ""
