"""The search for the smallest network, without a process."""

from __future__ import annotations

from unittest.mock import Mock

import pytest

from checks.model.network import Builder
from checks.model.outcomes import TimedOut
from checks.model.scenario import Scenario, forward
from grader.judge.shrinking import RecordingSubject


def one_input(value: float) -> Scenario:
    builder = Builder()
    builder.input(value)
    network = builder.network()
    return Scenario(network, (forward(network.root),))


def test_a_search_asks_each_question_once() -> None:
    """It comes back to some of them; what is kept of it is shorter, and so is the time of whoever answers the same."""
    asked = Mock(stem="ex1_by_hand")
    asked.replies.side_effect = lambda bodies, apart: ([b"reply to " + body for body in bodies], None)
    asked.read.side_effect = lambda reply, scenario: ([reply], None)
    noting = RecordingSubject(asked)
    answers = [noting.perform(one_input(value)) for value in (1.0, 2.0, 1.0)]
    assert answers[0] == answers[2] != answers[1]
    assert asked.replies.call_count == 2
    sent = [body for called in asked.replies.call_args_list for body in called.args[0]]
    assert len(set(sent)) == len(sent) == len(noting.search.replies) == 2


def test_a_question_without_an_answer_is_asked_again() -> None:
    """Nothing is kept of it."""
    asked = Mock(stem="ex1_by_hand")
    asked.replies.return_value = [], TimedOut("No answer")
    noting = RecordingSubject(asked)
    for times in (1, 2):
        with pytest.raises(TimedOut):
            noting.perform(one_input(1.0))
        assert asked.replies.call_count == times
    assert noting.search.replies == {}
