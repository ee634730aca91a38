"""What happens to a solution whose time is used up: it is asked nothing more, and each check says why."""

from __future__ import annotations

from typing import Any, cast
from unittest.mock import Mock

import pytest

from checks.model.network import Network
from checks.model.outcomes import TimedOut
from checks.model.scenario import Scenario
from checks.model.status import Status
from grader.course.limits import Limits
from grader.course.registry import all_checks
from grader.judge.budget import Budget, Purse
from grader.judge.check_runner import judge
from grader.judge.conversation import Late
from grader.judge.subject import SandboxedSubject
from grader.sandbox.workers import ForkServer

STEM = "ex1_by_hand"
LIMITS = Limits()


class Server:
    """A fork server that can only count how often a worker is asked for."""

    def __init__(self) -> None:
        self.limits = LIMITS
        self.started = 0

    def start(self, *_: Any) -> None:
        self.started += 1
        raise AssertionError("nothing should be asked")


def test_remaining_checks_end_at_once() -> None:
    """No worker is started, and every check is timed out with the limit's name."""
    server = Server()
    budget = Budget(LIMITS, Purse(0.0))
    subject = SandboxedSubject(STEM, "", LIMITS, server=cast(ForkServer, server), budget=budget)
    outcomes = [judge(check, subject) for check in all_checks(STEM)]
    assert {outcome.status for outcome in outcomes} == {Status.TIMEOUT}
    for outcome in outcomes:
        assert "120 seconds for all exercises together are used up" in " ".join(outcome.message.split())
    assert server.started == 0


@pytest.mark.parametrize("error", [Late(0, whole_check=False), TimeoutError()])
def test_both_kinds_of_timeouts_count_as_a_hang(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """The worker's own alarm, and the judge's clock."""
    subject = SandboxedSubject(STEM, "", LIMITS, server=cast(ForkServer, Server()))
    hangs = []
    monkeypatch.setattr(subject.budget, "hung", lambda: hangs.append(1))

    monkeypatch.setattr(subject._life, "conversation", lambda _: Mock(ask=Mock(side_effect=error)))
    with pytest.raises(TimedOut):
        subject.perform(Scenario(Network(()), ()))
    assert len(hangs) == 1
