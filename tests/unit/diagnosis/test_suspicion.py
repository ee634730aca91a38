"""Code that tampers with the interpreter is noticed; honest code is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course.registry import stems
from grader.diagnosis.introspection import suspicious
from grader.misconceptions import catalogue
from tests.places import HOSTILE

HONEST = [path for path in sorted(catalogue.RIGHT_SOLUTIONS.glob("*/*.py")) if path.parent.name in stems()]
LIAR = HOSTILE / "counter_that_lies"


@pytest.mark.parametrize(
    "code",
    [
        "import sys\nsys.modules['checks.guest.interpreter']",
        "from sys import modules",
        "import sys as system",
        "import sys\nf = sys._getframe",
        "import gc",
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
    ],
)
def test_seen(code: str) -> None:
    """Each of these ways to reach the call counter is noticed."""
    assert suspicious(code)


@pytest.mark.parametrize("path", HONEST, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_honest_code_is_not_suspicious(path: Path) -> None:
    """Unusual but honest code is not suspicious."""
    assert suspicious(path.read_text(encoding="utf-8")) == []


def test_code_that_does_not_parse() -> None:
    """Code that does not parse is not suspicious: it earns nothing anyway."""
    assert suspicious("def (") == []
    assert suspicious("(" * 100_000) == []
