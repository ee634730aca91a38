"""A module that runs a demo at its top level is loaded once, at home and when it is graded."""

from __future__ import annotations

from pathlib import Path

import pytest

import backprop
from checks.exercises import EXERCISES
from checks.guest import solution
from checks.guest.demos import runs_a_demo
from checks.law.search.examination import Examination
from checks.law.subject import LocalSubject
from checks.model.network import Network
from checks.model.scenario import call
from grader.course.registry import visible_checks
from grader.judge.trusted import TrustedSubject
from grader.misconceptions import catalogue

STEM = "ex1_by_hand"
QUESTION = Network(()), call("three_steps")
REFERENCE = catalogue.reference(STEM)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A student's file that counts in a file how often it is loaded; the path of the module."""
    monkeypatch.setattr(backprop, "__path__", [str(tmp_path)])
    monkeypatch.setattr(solution, "_once", {})
    return tmp_path / f"{STEM}.py"


def counting(log: Path, demo: str) -> str:
    return f"{REFERENCE}\nwith open({str(log)!r}, 'a') as file:\n    file.write('.')\n{demo}\n"


@pytest.mark.parametrize(
    "code",
    [
        "print('hello')",
        "def main(): pass\nmain()",
        "for i in range(3): print(i)",
        "while step(): pass",
        "with open('log') as file: pass",
        "try:\n    print(1)\nexcept OSError: pass",
        "if True:\n    print(1)",
        "def train(): pass\npath = train()",
        "from backprop.training import train\nhistory = train(1, 2)",
        "if __name__ == '__main__':\n    pass\nelse:\n    print(1)",
        "import random\nrandom.seed(int(3))",
    ],
)
def test_demos(code: str) -> None:
    """Whatever the top level does, besides defining something."""
    assert runs_a_demo(code)


@pytest.mark.parametrize(
    "code",
    [
        '"""A text."""',
        "def main(): print(1)",
        "if __name__ == '__main__':\n    print(1)",
        "import sys\nsys.setrecursionlimit(5000)",
        "from dataclasses import dataclass\n@dataclass\nclass Memo: pass",
        "from weakref import WeakKeyDictionary\nCACHE = WeakKeyDictionary()",
        "from backprop import framework\nclass Add(framework.Add): pass\nEMPTY = Add([])",
        "try:\n    import numpy\nexcept ImportError:\n    numpy = None",
        "for_later = lambda: print(1)",
        "import sys\nif sys.version_info < (3, 11):\n    raise RuntimeError('too old')\nassert len('a') == 1",
        "def (",
    ],
)
def test_no_demos(code: str) -> None:
    """Definitions, settings, and what runs only as a program."""
    assert not runs_a_demo(code)


@pytest.mark.parametrize("stem", ["ex1_by_hand", "ex2_compile", "ex3_caching", "ex4_macros", "ex8_unroll"])
def test_the_reference_runs_none(stem: str) -> None:
    """So it is loaded anew for each question."""
    assert not runs_a_demo(catalogue.reference(stem))


@pytest.mark.parametrize("wrong", [False, True])
def test_a_demo_runs_once_at_home(project: Path, capsys: pytest.CaptureFixture[str], wrong: bool) -> None:
    """For all checks, though the module is wrong, so that many networks are tried; what it prints is there once."""
    text = counting(project.with_name("log"), "print('a demo', train(0.1, 0.2, [(1.0, 2.0)], 0.1, 3))")
    project.write_text(text.replace("-2 *", "2 *") if wrong else text)
    assert wrong == (project.read_text() != text)
    subject = LocalSubject(STEM)
    found = [Examination(check, subject).mistake() for check in visible_checks(STEM)]
    assert any(found) == wrong
    assert project.with_name("log").read_text() == "."
    assert capsys.readouterr().out.count("a demo") == 1


def test_a_changed_file_runs_again(project: Path) -> None:
    """A demo is that of a text."""
    for number in (1, 2):
        project.write_text(counting(project.with_name("log"), f"print({number})"))
        LocalSubject(STEM).ask(*QUESTION)
    assert project.with_name("log").read_text() == ".."


def test_without_a_demo_each_question_loads_it(project: Path) -> None:
    """`apart` means apart."""
    project.write_text(REFERENCE + "\nseen = []\ndef three_steps():\n    seen.append(1)\n    return len(seen)\n")
    subject = LocalSubject(STEM)
    assert [subject.ask(*QUESTION)[0] for _ in range(3)] == [1, 2, 3]
    subject.load_again()
    assert subject.ask(*QUESTION)[0] == 1


def test_the_kits_own_solutions_keep_the_rule(tmp_path: Path) -> None:
    """The stand-in for the grader's worker loads a demo once, too."""
    subject = TrustedSubject(STEM, counting(tmp_path / "log", ""))
    for _ in range(3):
        subject.new_check()
        subject.ask(*QUESTION)
    assert (tmp_path / "log").read_text() == "."


@pytest.mark.parametrize("stem", [exercise.stem for exercise in EXERCISES])
def test_misconceptions_may_take_turns(stem: str) -> None:
    """In a diagnosis, all of an exercise are loaded again for each question: none is parsed a second time."""
    runs_a_demo.cache_clear()
    texts = catalogue.wrong_solutions(stem).values()
    for _ in range(2):
        for text in texts:
            runs_a_demo(text)
    assert runs_a_demo.cache_info().misses <= len(texts)
