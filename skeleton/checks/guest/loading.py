"""Load a solution's module, and refuse imports that a solution must not make."""

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
from weakref import WeakKeyDictionary

from checks.model.outcomes import Raised

GIVEN = ("framework", "losses", "training")
"""The modules of `backprop` that a solution may import, besides the standard library."""

_imported_from: WeakKeyDictionary[ModuleType, str] = WeakKeyDictionary()
"""The texts of modules that were imported by an exercise that builds on them."""


def load(stem: str, others: tuple[str, ...] = ()) -> Mapping[str, Any]:
    """Run `backprop.<stem>` anew, so that nothing is left in it from before.

    The imports of the file, and those of the `others`, are examined before it runs.

    Args:
        stem: The module of the exercise.
        others: The exercises that it builds on, whose modules it may import.

    Returns:
        The names that the module defines.

    Raises:
        ImportError: A file imports something that a solution must not import.
        BaseException: Whatever the module raises.
    """
    texts = {other: _text(source_file(other)) for other in others}
    for other, text in texts.items():
        _vetted(source_file(other), text, ())
        if (imported := sys.modules.get(f"backprop.{other}")) and _imported_from.get(imported) != text:
            _forget(other)
    source = source_file(stem)
    module = ModuleType(f"backprop.{stem}")
    module.__file__ = str(source)
    sys.modules[module.__name__] = module  # a class in it may look up its own module
    exec(_vetted(source, _text(source), others), vars(module))
    for other, text in texts.items():
        if imported := sys.modules.get(f"backprop.{other}"):
            _imported_from[imported] = text
    return vars(module)


def _forget(stem: str) -> None:
    """Have the module of an exercise imported anew: its file has changed, or it was not imported for this one."""
    del sys.modules[f"backprop.{stem}"]
    vars(importlib.import_module("backprop")).pop(stem, None)


def _text(source: Path) -> str:
    with tokenize.open(source) as file:  # in the encoding that the file declares, as Python itself does
        return file.read()


@lru_cache(maxsize=64)
def _vetted(source: Path, text: str, others: tuple[str, ...]) -> CodeType:
    """Compile a module, unless it imports something that it must not."""
    refuse_imports(text, str(source), others)
    return compile(text, str(source), "exec")


def source_file(stem: str) -> Path:
    """Find the file of an exercise."""
    package = importlib.import_module("backprop")
    return Path(package.__path__[0]) / f"{stem}.py"


def is_exercise(file: str) -> bool:
    """Tell whether a file, as Python names it in a traceback, is one that students write."""
    path = Path(file)
    return path.parent.name == "backprop" and path.stem not in GIVEN


def source_text(stem: str) -> str:
    """Read the file of an exercise, whatever it contains; nothing if it is missing."""
    try:
        return source_file(stem).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def raised(error: BaseException, stem: str) -> Raised:
    """Describe an exception for a person, with the frames in the solution's own file and no others."""
    return Raised.of(error, str(source_file(stem)), f"backprop/{stem}.py")


def refuse_imports(source: str, file: str, others: tuple[str, ...] = ()) -> None:
    """Refuse code that imports anything but the standard library, the given modules, and some other exercises.

    Args:
        source: The text of the module.
        file: Its name, for a message about its syntax.
        others: The exercises whose modules it may import.

    Raises:
        ImportError: It imports something else; the message names the line.
        SyntaxError: The text is no Python.
    """
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
