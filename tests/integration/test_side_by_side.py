"""Parts of a work in several processes: each part is done once, and what is lost with a process is seen to be missing.

The processes are forked, which a test's own must not be, for it has threads. So each test starts another one.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import SUBMISSIONS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")

TOGETHER = """
import os, sys
from multiprocessing import get_context
from grader.grading.side_by_side import side_by_side

first, found = os.getpid(), []
both = get_context("fork").Barrier(2, timeout=60)
"""
"""`both.wait()` returns when two processes are there."""


def run(script: str) -> str:
    """Run a script in a process without threads; return what it says."""
    done = subprocess.run([sys.executable, "-c", TOGETHER + script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_two_processes_do_every_part_once() -> None:
    assert (
        run("""
def work(numbers, take):
    for n in numbers:
        if n < 2:
            both.wait()
        take((n, os.getpid() == first))

side_by_side(9, work, found.append, 2)
print(sorted(n for n, _ in found), len({here for _, here in found}))
""")
        == "[0, 1, 2, 3, 4, 5, 6, 7, 8] 2\n"
    )


@pytest.mark.parametrize("how", ["os.kill(os.getpid(), 9)", "1 / 0", "sys.exit(3)", "take(lambda: None)"])
def test_what_a_process_did_not_finish_is_missing(how: str) -> None:
    """Nothing is said about it: the first process does it again, and meets the error itself if there is one."""
    assert (
        run(f"""
def work(numbers, take):
    for n in numbers:
        if n < 2:
            both.wait()
        if os.getpid() != first:
            {how}
        take(n)

side_by_side(4, work, found.append, 2)
print(len(found), len(set(found)), len(set(found) & {{0, 1}}))
""")
        == "3 3 1\n"
    )


def test_where_there_are_no_more_processes_one_does_it_all() -> None:
    assert (
        run("""
def refused():
    raise BlockingIOError

os.fork = refused

def work(numbers, take):
    for n in numbers:
        take((n, os.getpid() == first))

side_by_side(3, work, found.append, 2)
print(found == [(n, True) for n in range(3)])
""")
        == "True\n"
    )


def test_an_error_ends_the_copies_and_what_they_have_open(tmp_path: Path) -> None:
    """So that no sandbox stays behind when somebody interrupts a grading."""
    place = tmp_path / "open"
    assert (
        run(f"""
from pathlib import Path
place = Path({str(place)!r})

def work(numbers, take):
    for n in numbers:
        if os.getpid() == first:
            both.wait()
            raise KeyboardInterrupt
        place.touch()
        try:
            both.wait()
            while True:
                sys.stdin.read() or __import__("time").sleep(0.01)
        finally:
            place.unlink()

try:
    side_by_side(2, work, found.append, 2)
except KeyboardInterrupt:
    print("interrupted", place.exists())
""")
        == "interrupted False\n"
    )


@pytest.mark.parametrize(("parts", "processes", "threads"), [(4, 1, 1), (1, 4, 1), (0, 4, 1), (300, 2, 1), (4, 2, 2)])
def test_one_process_does_it_alone(parts: int, processes: int, threads: int) -> None:
    """Where there is nothing to share, too much of it, or where a thread might hold a lock that the copy waits for."""
    assert (
        run(f"""
import threading
done = threading.Event()
for _ in range({threads} - 1):
    threading.Thread(target=done.wait).start()

def work(numbers, take):
    for n in numbers:
        take((n, os.getpid() == first))

side_by_side({parts}, work, found.append, {processes})
print(found == [(n, True) for n in range({parts})])
done.set()
""")
        == "True\n"
    )


GRADED = """
import json, os
from pathlib import Path
from grader.grading import solution
from grader.grading.plan import Plan
from grader.grading.submission import grade
from grader.intake.files import read_submission
from grader.record import to_data

kill, first = {kill}, os.getpid()
ask_hidden = solution.Examined.ask_hidden

def killed(self, server):
    if kill and os.getpid() != first:
        os.kill(os.getpid(), 9)
    ask_hidden(self, server)

solution.Examined.ask_hidden = killed
told = []
submission = read_submission(Path({folder!r}), "somebody", 500_000)
entry = grade(submission, Plan({stems!r}), lambda *seen: told.append(seen), {processes})
print(json.dumps([told, to_data(entry)]))
"""
STEMS = ("ex1_by_hand", "ex2_compile", "ex3_caching")


@pytest.mark.parametrize("student", ["ada", "daan"])
def test_a_submission_gets_the_same_entry(student: str) -> None:
    """Whatever number of processes grades it, and if one of them is killed; the exercises are told in their order."""
    folder = str(SUBMISSIONS / student)
    alone, together, robbed = (
        run(GRADED.format(folder=folder, stems=STEMS, processes=processes, kill=kill))
        for processes, kill in ((1, False), (3, False), (3, True))
    )
    told, entry = json.loads(alone)
    assert [stem for stem, *_ in told] == list(STEMS)
    assert entry["score"] > 0
    assert together == alone
    assert robbed == alone
