"""Where `pytest --pdb` stops when no answer came. For wrong answers see tests/integration/test_student_pytest.py."""

from __future__ import annotations

from typing import Any

import pytest

from checks.guest.loading import source_file
from checks.guest.time_limit import TimeLimit
from checks.law.subject import LocalSubject
from checks.model.limits import TooSlow
from checks.model.network import Network
from checks.model.outcomes import CannotLoad, TimedOut
from checks.model.scenario import call
from checks.student.post_mortem import in_own_code


def from_an_exercise(text: str, **names: Any) -> Any:
    """What a file of an exercise defines."""
    exec(compile(text, str(source_file("ex3_caching")), "exec"), names)
    return names


def test_where_an_endless_loop_was_stopped() -> None:
    """Not in our handler of the interrupt."""

    def stop() -> None:
        raise TooSlow("No answer")

    names = from_an_exercise("def f():\n    g()\n\ndef g():\n    stop()\n", stop=stop)
    with pytest.raises(TimedOut) as stopped:
        LocalSubject("ex3_caching", names, TimeLimit(watched=False)).ask(Network(()), call("f"))
    own = in_own_code("ex3_caching", stopped.value)
    assert own is not None and own.__traceback__ is not None
    assert own.__traceback__.tb_lineno == 2
    last = own.__traceback__.tb_next
    assert last is not None and last.tb_next is None
    assert (last.tb_frame.f_code.co_name, last.tb_lineno) == ("g", 5)


def test_where_a_file_cannot_be_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checks.law.subject.loaded", lambda *_: from_an_exercise("\n1 / 0\n"))
    with pytest.raises(CannotLoad) as stopped:
        LocalSubject("ex3_caching", limit=TimeLimit(watched=False)).ask(Network(()), call("f"))
    own = in_own_code("ex3_caching", stopped.value)
    assert isinstance(own, ZeroDivisionError)
    assert own.__traceback__ is not None and own.__traceback__.tb_lineno == 2


def test_no_line_of_an_exercise() -> None:
    """Then pytest's own choice stands."""
    assert in_own_code("ex3_caching", TimedOut("No answer")) is None
