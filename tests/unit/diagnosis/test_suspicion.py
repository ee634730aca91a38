"""Code that tampers with the interpreter is noticed; honest code is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course.registry import stems
from grader.diagnosis.introspection import UNREADABLE, suspicious
from grader.misconceptions import catalogue
from tests.independent.measure import solutions
from tests.places import HOSTILE

HONEST = [path for path in sorted(catalogue.RIGHT_SOLUTIONS.glob("*/*.py")) if path.parent.name in stems()]
LIAR = HOSTILE / "counter_that_lies"
MARKED = [
    "asks_the_debugger",
    "becomes_a_shell",
    "changes_what_the_check_holds",
    "counter_that_lies",
    "crashes_the_interpreter",
    "deletes_everything",
    "detects_the_grader",
    "fills_the_disk",
    "fork_bomb",
    "hides_in_the_interpreter",
    "imports_behind_the_back",
    "kills_itself",
    "kills_the_judge",
    "leaves_shared_memory",
    "loop_that_catches_everything",
    "mounts_and_reboots",
    "opens_a_shell",
    "patched_builtins",
    "patched_worker",
    "patient_fork_bomb",
    "prints_full_marks",
    "raises_its_limits",
    "reads_the_neighbour",
    "reads_the_parent",
    "reads_the_reference",
    "replies_ahead_of_the_question",
    "reply_that_never_ends",
    "runs_away",
    "searches_memory",
    "swallows_everything",
    "thread_bomb",
    "two_replies_for_one",
    "worker_that_answers_everything",
    "writes_results_to_files",
    "writes_to_every_descriptor",
]
"""All that use the interpreter or the process; `deadlock` is not among them: a lock leads nowhere."""


@pytest.mark.parametrize(
    "code",
    [
        "import sys\nsys.modules['checks.guest.interpreter']",
        "from sys import modules",
        "import sys as system",
        "import sys\nf = sys._getframe",
        "import gc\ngc.get_objects()",
        "import importlib.util",
        "import random\nrandom._os.path.os",
        "import dataclasses\ndataclasses.sys.modules",
        "def f(self): self.op.__globals__",
        "def f(self): type(self).op.__closure__[0].cell_contents",
        "eval('1')",
        "__builtins__['abs']",
        "from backprop import framework\ngetattr(framework, 'a' + 'b')",
        "from backprop import framework\nvars(framework)",
        "try: 1 / 0\nexcept Exception as e: e.__traceback__.tb_frame.f_back",
        "def f(node, name): return getattr(node, name)",
        "from functools import partial\nfrom backprop import framework\nget = partial(getattr, framework)",
        "get = getattr",
        "import operator\ndef f(path): return operator.attrgetter(path)",
        "from operator import attrgetter\nget = attrgetter('forward.__globals__')",
        "import random as r\nr._os",
        "import random\nr = random\nr._os",
        "import threading\nthreading.Thread",
        "import threading\nthreading._sys",
        "if False:\n    eval = None\neval('1')",
        "class A:\n    if False:\n        eval = None\n    a = eval('1')",
        "run = eval\ndef eval(): ...",
        "def eval(): ...\ndel eval\neval('1')",
        "def f():\n    import sys\n    return sys.modules",
        "globals()['__buil' + 'tins__']",
        "class A:\n    def f(self): self.f_back = 1\ndef g(frame): return frame.f_back",
        "object.__subclasses__()",
    ],
)
def test_seen(code: str) -> None:
    """Each of these ways to reach the call counter is noticed."""
    assert suspicious(code)


@pytest.mark.parametrize(
    "code",
    [
        "class A:\n    def f(self): self.signal = self.code = self.modules = self.trace = 1; return self.signal",
        "class A:\n    compile: object = None\n    def eval(self, exec): return exec(self.compile)",
        "class A:\n    def f(self, name): return getattr(self, name), getattr(self.inner, name)",
        "def f(node):\n    for name in ('value', 'name'): getattr(node, name)",
        "def f(node, kind): return getattr(node, f'visit_{kind}', None), getattr(node, 'visit_' + kind)",
        "import threading\nlock, here = threading.Lock(), threading.local()",
        "from threading import RLock\nimport gc\ngc.collect()",
        "import inspect\ndef f(cls): return inspect.isabstract(cls)",
        "from operator import attrgetter\nvalue = attrgetter('value', 'name')",
        "from functools import partial\ndef f(node): return partial(setattr, node, 'value')",
        "def compile(node): return node\ncompile(1)",
        "def f(node): return vars(node), vars(type(node)), type(node).__bases__, type(node).__mro__",
        "class A: ...\nA.__subclasses__()",
        "import datetime, time\nimport collections.abc\ntime.time(), datetime.datetime.now(), collections.abc.Sized",
        "class A:\n    def f(self): self.f_back = 1; return self.f_back",
    ],
)
def test_not_by_its_name(code: str) -> None:
    """Names of the solution's own, and parts of modules that lead nowhere, are not suspicious."""
    assert suspicious(code) == []


@pytest.mark.parametrize("path", HONEST, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_honest_code_is_not_suspicious(path: Path) -> None:
    """Unusual but honest code is not suspicious."""
    assert suspicious(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("stem", stems())
def test_right_solutions_of_others_are_not_suspicious(stem: str) -> None:
    """Neither are the right solutions by authors who saw no check."""
    right = {name: text for name, text in solutions(stem, sealed=False).items() if name.startswith("right/")}
    assert right
    assert {name: found for name, text in right.items() if (found := suspicious(text))} == {}


@pytest.mark.parametrize("name", MARKED)
def test_hostile_code_is_suspicious(name: str) -> None:
    """Hostile code that goes to the interpreter or the process."""
    assert any(suspicious(path.read_text(encoding="utf-8")) for path in (HOSTILE / name).rglob("*.py"))


@pytest.mark.parametrize(
    "code", ["def (", "(" * 100_000, "\ufeff\ufeffvalue = 1", "value = " + "-" * 100_000 + "1"], ids=range(4)
)
def test_code_that_does_not_parse(code: str) -> None:
    """What the judge cannot read and a student's Python can, if it earns points, is for a person to look at."""
    assert suspicious(code) == [UNREADABLE]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("n = m\n" * 500 + "m = k\n" * 500 + "k = 'a'\n" * 500 + "getattr(x, n)", "getattr(x, ...) in line 1501"),
        ("k = 'a'\n" * 40 + "m = k\n" * 40 + "n = m\n" * 40 + "getattr(x, n)\n" * 500, ""),
        ("x = " + "getattr(" * 180 + "[" + "0, " * 9000 + "]" + ", n)" * 180, "getattr(..., ...) in line 1"),
        ("x = " + "lambda: " * 150 + "[" + "a, " * 9000 + "]", UNREADABLE),
        ("import a as n\n" + "".join(f"import a{i} as n\n" for i in range(3000)) + "n\n" * 3000, UNREADABLE),
        ("class A: 0\n" * 5000 + "A.__subclasses__()\n" * 5000, ""),
    ],
    ids=["values", "values again", "quoted", "nested", "modules", "classes"],
)
def test_no_text_keeps_the_reader_busy(code: str, found: str) -> None:
    """A few kilobytes could take minutes or days: a test that hangs has found it."""
    assert suspicious(code) == ([found] if found else [])


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("'about'\nX = (" + "0.123456789, " * 2000 + ")", ["data of 22000 characters, the first in line 2"]),
        ("X = '" + "a" * 30_000 + "'", ["data of 30000 characters, the first in line 1"]),
        ("'" + "a" * 30_000 + "'\nX = (" + "0.123456789, " * 1000 + ")", []),
        ("if '_position' in vars(self): pass", ["_position in line 1"]),
        ("x = node._sort", ["_sort in line 1"]),
        ("class A:\n    def f(self):\n        self._position = self._sort", []),
        ("if type(node).__name__ == 'Sealed': pass", ["Sealed in line 1"]),
    ],
    ids=["numbers", "text", "docstring", "attribute by name", "attribute", "own attribute", "class"],
)
def test_what_only_a_cheat_has(code: str, found: list[str]) -> None:
    """A table of answers, or code for sealed questions alone. A long docstring and attributes of one's own are none."""
    assert suspicious(code) == found
