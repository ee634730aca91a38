"""Loads a solution's module, and refuses what a solution may not import."""

from __future__ import annotations

import ast
import importlib
import sys
import tokenize
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from checks.model.outcomes import Raised

GIVEN = ("framework", "losses", "training")
"""The modules of `backprop` that a solution may import, besides the standard library."""


def load(stem: str, others: tuple[str, ...] = ()) -> Mapping[str, Any]:
    """The names of `backprop.<stem>`, run anew, whatever it raises: nothing is left in it from before.

    The file is read before it is run, and so are those of the `others`, the exercises that it builds on.
    """
    for other in others:
        _vetted(source_file(other), _text(source_file(other)), ())
    source = source_file(stem)
    module = ModuleType(f"backprop.{stem}")
    module.__file__ = str(source)
    sys.modules[module.__name__] = module  # a class of it may ask for its module
    exec(_vetted(source, _text(source), others), vars(module))
    return vars(module)


def _text(source: Path) -> str:
    with tokenize.open(source) as file:  # in the encoding that the file declares, as Python itself does
        return file.read()


@lru_cache(maxsize=64)
def _vetted(source: Path, text: str, others: tuple[str, ...]) -> CodeType:
    """The compiled module, which imports nothing that it may not."""
    refuse_imports(text, str(source), others)
    return compile(text, str(source), "exec")


def source_file(stem: str) -> Path:
    """Where the module of an exercise is."""
    package = importlib.import_module("backprop")
    return Path(package.__path__[0]) / f"{stem}.py"


def source_text(stem: str) -> str:
    """What is in the file of an exercise, whatever that is; nothing if it is missing."""
    try:
        return source_file(stem).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def raised(error: BaseException, stem: str) -> Raised:
    """What a person needs of an exception: of the frames only those in the solution's own file."""
    return Raised.of(error, str(source_file(stem)), f"backprop/{stem}.py")


def refuse_imports(source: str, file: str, others: tuple[str, ...] = ()) -> None:
    """ImportError if the code imports anything but the standard library, what is given, and those other exercises."""
    for node in ast.walk(ast.parse(source, file)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "backprop" and not node.level:
            names = [f"backprop.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = ["backprop." * bool(node.level) + (node.module or node.names[0].name)]
        else:
            continue
        for name in names:
            top, *rest = name.split(".")
            given = top == "backprop" and (not rest or rest[0] in (*GIVEN, *others))
            if top not in sys.stdlib_module_names and not given:
                raise ImportError(
                    f"line {node.lineno} imports {name}: an exercise may import the standard library and "
                    f"backprop.{', backprop.'.join(GIVEN)}, nothing else"
                )
