"""The time limit at home. No test waits: the clocks are a list of numbers, and solutions look at them themselves."""

from __future__ import annotations

import signal
from collections.abc import Callable
from typing import Any

import pytest

from backprop import framework
from checks import test_ex2_compile
from checks.explain.failure import of_abort
from checks.explain.messages import explain
from checks.guest import time_limit
from checks.guest.loading import source_file
from checks.guest.time_limit import TimeLimit
from checks.law.check import checks_in
from checks.law.subject import LocalSubject
from checks.model.limits import ANSWER_SECONDS, CHECK_SECONDS, CLOCK
from checks.model.network import Builder, Network
from checks.model.outcomes import TimedOut
from checks.model.scenario import call, predict
from checks.model.status import Status


class Clocks:
    """The seconds that have passed, and those of computing; `interrupt` is what Ctrl-C does."""

    def __init__(self) -> None:
        self.clock = self.computing = 0.0
        self.limit = TimeLimit(
            lambda: self.clock, lambda: self.computing, lambda: signal.raise_signal(signal.SIGINT), watched=False
        )

    def compute(self, seconds: float) -> None:
        """A second of computing takes two on the clock, as on a busy machine."""
        self.computing += seconds
        self.clock += 2 * seconds
        self.limit.look()

    def wait(self, seconds: float) -> None:
        self.clock += seconds
        self.limit.look()


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


def asked(clocks: Clocks, *functions: Callable[[], Any]) -> Any:
    """Ask a notebook with these functions for each of them in turn."""
    names = {f"f{i}": function for i, function in enumerate(functions)}
    subject = LocalSubject("ex1_by_hand", names, clocks.limit)
    return subject.ask(Network(()), *map(call, names))


def test_quick_enough(clocks: Clocks) -> None:
    """Just within the limit, twice: each answer has its own time."""
    for _ in range(2):
        assert asked(clocks, lambda: clocks.compute(ANSWER_SECONDS - 0.1))[0] is None


def test_an_endless_loop_ends(clocks: Clocks) -> None:
    """The step that was being done is known."""

    def endless() -> None:
        while True:
            clocks.compute(1.0)

    with pytest.raises(TimedOut, match=r"No answer within 5 seconds of computing \(20 on the clock\)") as stopped:
        asked(clocks, lambda: 1, lambda: 2, endless)
    assert stopped.value.step == 2


def an_exercise(body: str, **names: Any) -> Any:
    """A function f as it stands in an exercise's file, whose body begins in line 2."""
    file = str(source_file("ex3_caching"))
    exec(compile(f"def f():\n    {body}\n", file, "exec"), names)
    return names["f"]


def test_a_person_is_told_what_takes_long(clocks: Clocks) -> None:
    """Once for each answer, with the function and the line, and not at all if the answer comes soon."""
    told: list[str] = []
    clocks.limit.tell = told.append
    quick = an_exercise("wait(2.9)", wait=clocks.wait)
    slow = an_exercise("pass\n    wait(3.1), wait(5.0)", wait=clocks.wait)
    asked(clocks, quick)
    assert told == []
    asked(clocks, slow)
    assert told == ["still in f(), line 3 of backprop/ex3_caching.py; Ctrl-C stops"]


def test_a_person_is_told_where_a_file_hangs(clocks: Clocks) -> None:
    """A module has no function to name; where no line is known, there is still a sentence."""
    told: list[str] = []
    clocks.limit.tell = told.append
    file = str(source_file("ex3_caching"))
    asked(clocks, lambda: exec(compile("\nwait(4.0)", file, "exec"), {"wait": clocks.wait}))
    asked(clocks, lambda: clocks.wait(4.0))
    assert told == [
        "still at line 2 of backprop/ex3_caching.py; Ctrl-C stops",
        "still waiting for an answer; Ctrl-C stops",
    ]


def test_the_message_says_where_an_answer_hangs(clocks: Clocks) -> None:
    """Nothing is left to guess after the run."""
    for body, end in (
        ("pass\n    wait(21)", ": it was in f(), line 3."),
        ("return wait(21)", ": it was in f(), line 2."),
    ):
        names = an_exercise(body, wait=clocks.wait).__globals__
        with pytest.raises(TimedOut) as stopped:
            LocalSubject("ex3_caching", names, clocks.limit).ask(Network(()), call("f"))
        told = explain(of_abort(checks_in(test_ex2_compile)[0], stopped.value, ""))
        assert f"while it did f(){end} Edit " in " ".join(told.split())


def test_after_control_c_pytest_names_the_students_line(clocks: Clocks) -> None:
    """Not the line of ours that handled it."""
    hit = an_exercise("raise_signal(SIGINT)", raise_signal=signal.raise_signal, SIGINT=signal.SIGINT)
    with pytest.raises(KeyboardInterrupt) as stopped:
        asked(clocks, hit)
    crash = stopped.getrepr().reprcrash
    assert crash is not None and crash.path.endswith("ex3_caching.py") and crash.lineno == 2


def test_nobody_is_told_at_a_breakpoint(clocks: Clocks, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    clocks.limit.tell = told.append
    monkeypatch.setattr(time_limit, "DEBUGGERS", {__name__.partition(".")[0]})
    asked(clocks, lambda: clocks.wait(100.0))
    assert told == []


def test_after_a_check_that_took_too_long_the_others_have_less_time(clocks: Clocks) -> None:
    """A fifth: what never ends costs a person the full time once. The message says why."""
    names = {"slow": lambda: clocks.compute(ANSWER_SECONDS), "quick": lambda: clocks.compute(0.9)}
    subject = LocalSubject("ex1_by_hand", names, clocks.limit)
    with pytest.raises(TimedOut, match=r"within 5 seconds of computing \(20 on the clock\)$"):
        subject.ask(Network(()), call("slow"))
    names["slow"] = lambda: clocks.compute(1.0)
    subject.new_check()
    assert subject.ask(Network(()), call("quick"))[0] is None
    before = clocks.computing
    with pytest.raises(TimedOut, match=r"within 1 second of computing \(4 on the clock\), all that is given once an"):
        subject.ask(Network(()), call("slow"))
    assert clocks.computing == before + 1.0
    other = LocalSubject("ex2_compile", {"slow": lambda: clocks.compute(ANSWER_SECONDS - 0.1)}, clocks.limit)
    other.new_check()
    assert other.ask(Network(()), call("slow"))[0] is None


def test_what_waits_ends_too(clocks: Clocks) -> None:
    """Later, for a machine may be busy."""
    assert asked(clocks, lambda: clocks.wait(CLOCK * ANSWER_SECONDS - 0.1))[0] is None
    with pytest.raises(TimedOut):
        asked(clocks, lambda: clocks.wait(CLOCK * ANSWER_SECONDS))


def test_a_slow_machine_costs_nothing(clocks: Clocks) -> None:
    """One second of computing takes ten on the clock, where other programs have the processor."""

    def starved() -> None:
        for _ in range(4):
            clocks.computing += 1.0
            clocks.wait(10.0)

    assert asked(clocks, starved)[0] is None


def test_what_catches_the_exception_ends_all_the_same(clocks: Clocks) -> None:
    """An answer that comes too late is none; what goes on is interrupted once more."""
    caught = 0

    def stubborn() -> int:
        nonlocal caught
        while caught < 3:
            try:
                while True:
                    clocks.compute(0.5)
            except BaseException:
                caught += 1
        return 7

    with pytest.raises(TimedOut):
        asked(clocks, stubborn)
    assert caught == 3


def test_all_answers_of_a_check_have_a_limit_together(clocks: Clocks) -> None:
    """Which starts anew with the next check."""
    subject = LocalSubject("ex1_by_hand", {"f": lambda: clocks.compute(ANSWER_SECONDS - 0.5)}, clocks.limit)
    many = int(CHECK_SECONDS / (ANSWER_SECONDS - 0.5))
    for _ in range(2):
        subject.new_check()
        for _ in range(many):
            subject.ask(Network(()), call("f"))
    with pytest.raises(TimedOut, match="More than 30 seconds of computing"):
        subject.ask(Network(()), call("f"))


def test_control_c_is_control_c(clocks: Clocks) -> None:
    """Pressed by a person, it ends the run, however long the solution has been running."""
    with pytest.raises(KeyboardInterrupt):
        asked(clocks, lambda: signal.raise_signal(signal.SIGINT))
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_interrupt_that_comes_too_late_is_forgotten(clocks: Clocks) -> None:
    """The solution answered while the interrupt was on its way."""
    late: list[bool] = []
    clocks.limit = TimeLimit(lambda: clocks.clock, lambda: clocks.computing, lambda: late.append(True), watched=False)
    with pytest.raises(TimedOut):
        asked(clocks, lambda: clocks.compute(ANSWER_SECONDS))
    assert late == [True]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_nobody_interrupts_a_debugger(clocks: Clocks, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person at a breakpoint may take any time."""
    monkeypatch.setattr(time_limit, "DEBUGGERS", {__name__.partition(".")[0]})
    assert asked(clocks, lambda: clocks.wait(10_000.0))[0] is None


def test_loading_has_a_limit(clocks: Clocks, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module that never ends is not tried again."""
    tries = []

    def loaded(stem: str, others: Any) -> None:
        tries.append(stem)
        clocks.compute(ANSWER_SECONDS)

    monkeypatch.setattr("checks.law.subject.loaded", loaded)
    subject = LocalSubject("ex1_by_hand", limit=clocks.limit)
    for _ in range(2):
        subject.new_check()
        with pytest.raises(TimedOut) as stopped:
            subject.ask(Network(()), call("f"))
        assert stopped.value.scenario is None
    assert len(tries) == 1


def test_without_threads_there_is_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a browser."""

    def refused(thread: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("threading.Thread.start", refused)
    assert LocalSubject("ex1_by_hand", {"f": lambda: 1}, TimeLimit()).ask(Network(()), call("f"))[0] == 1


def test_building_the_network_is_no_step(clocks: Clocks) -> None:
    """A constructor that never ends."""

    class Slow(framework.Add):
        def __init__(self, children: Any) -> None:
            clocks.compute(ANSWER_SECONDS)

    builder = Builder()
    network = builder.add("Add", builder.input(0.5)).network()
    with pytest.raises(TimedOut) as stopped:
        LocalSubject("ex2_compile", {"Add": Slow}, clocks.limit).ask(network, predict(network.root, [1.0]))
    assert stopped.value.step is None
    text = explain(of_abort(checks_in(test_ex2_compile)[0], stopped.value, ""))
    assert "(20 on the clock), during predict()." in " ".join(text.split())


def test_the_message_names_the_law_and_the_step(clocks: Clocks) -> None:
    """In the words of the code that a reader could write."""
    check = checks_in(test_ex2_compile)[0]
    builder = Builder()
    network = builder.add("Add", builder.input(0.5), builder.parameter(2.0)).network()

    class Slow(framework.Add):
        def predict(self, inputs: Any) -> float:
            clocks.compute(ANSWER_SECONDS)
            return 0.0

    with pytest.raises(TimedOut) as stopped:
        LocalSubject(check.stem, {"Add": Slow}, clocks.limit).ask(network, predict(network.root, [1.0]))
    failure = of_abort(check, stopped.value, "")
    assert failure.status is Status.TIMEOUT
    text = explain(failure)
    assert text.startswith(f"The law: {check.law}"[:60])
    assert "The network: x1 + w1   where" in text
    assert "while it did root.predict([1.0])." in " ".join(text.split())
