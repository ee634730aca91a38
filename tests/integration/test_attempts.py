"""Hostile attempts that need no grading of their own: forged replies, and what a program may ask of the kernel."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from checks.model.network import Builder
from checks.model.outcomes import CheckAborted
from checks.model.scenario import call
from grader.course.limits import Limits
from grader.judge.subject import SandboxedSubject
from grader.sandbox import SANDBOXES, Sandbox
from tests.canary import Canary
from tests.places import ATTEMPTS

MACHINE = [sandbox for sandbox in SANDBOXES if not sandbox.problem]
CALLS, REPLIES = ATTEMPTS / "calls.py", ATTEMPTS / "replies.py"
LIMITS = Limits(call_seconds=5, check_seconds=60, memory_mb=256)

FINE = "\n\ndef fine():\n    return 42.0\n"
"""What an honest worker answers."""

READS = ("what_others_run",)
"""What a plain process does not prevent, as SECURITY.md says."""


def attempts(file: Path) -> list[str]:
    """List the functions of a file, each of which is an attempt."""
    functions = [one for one in ast.parse(file.read_text("utf-8")).body if isinstance(one, ast.FunctionDef)]
    return [one.name for one in functions if not one.name.startswith("_")]


def test_there_are_many() -> None:
    """With the submissions of tests/submissions/hostile, they are the hostile class."""
    assert len(attempts(CALLS)) >= 25
    assert len(attempts(REPLIES)) >= 30


@pytest.mark.parametrize("sandbox", MACHINE, ids=lambda sandbox: sandbox.name)
def test_the_kernel_gives_nothing(sandbox: Sandbox, tmp_path: Path) -> None:
    """Whatever a program asks of the kernel that computing does not need is refused, and files stay as they are."""
    canary = Canary(tmp_path)
    got: dict[str, Any] = {}
    with SandboxedSubject("ex1_by_hand", CALLS.read_text("utf-8") + FINE, LIMITS, sandbox) as subject:
        for name in attempts(CALLS):
            answers = subject.ask(Builder().network(), call(name))
            got[name] = answers[0] if answers.raised is None else str(answers.raised)
        assert subject.ask(Builder().network(), call("fine"))[0] == 42.0
    allowed = () if sandbox.safe else READS
    assert {name: found for name, found in got.items() if found != [] and name not in allowed} == {}
    assert canary.changes() == []


def test_no_forged_reply_is_an_answer() -> None:
    """What no worker of ours would send ends the question without an answer, and the next one has a new worker."""
    taken: dict[str, Any] = {}
    with SandboxedSubject("ex1_by_hand", REPLIES.read_text("utf-8") + FINE, LIMITS, MACHINE[0]) as subject:
        for name in attempts(REPLIES):
            try:
                answers = subject.ask(Builder().network(), call(name))
            except CheckAborted:
                continue
            taken[name] = answers[0] if answers.raised is None else str(answers.raised)
        assert subject.ask(Builder().network(), call("fine"))[0] == 42.0
    assert taken == {}
