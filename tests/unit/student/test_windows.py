"""What can be known of Windows without one: the student's part uses nothing, and is named by nothing, that it lacks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from grader.paths import SKELETON

LACKING = {"curses", "fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"}
"""Modules of the standard library that Windows does not have."""

RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that no file may have there."""

FORBIDDEN = set('<>:"|?*\\')

LONGEST = 120
"""Number of characters of a path in the project: with that of the folder, it must stay below 260."""

POSIX_ONLY = {"fork", "forkpty", "getuid", "killpg", "mkfifo", "setsid", "SIGKILL", "pthread_kill", "setitimer"}
"""Names in `os` and `signal` that Windows does not have."""

FILES = [path for path in sorted(SKELETON.rglob("*")) if "__pycache__" not in path.parts]
SOURCES = [path for path in FILES if path.suffix == ".py"]


def at_import(tree: ast.AST) -> Iterator[ast.stmt]:
    """The statements that run when a module is imported: not those of its functions."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.stmt):
            yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from at_import(node)


def lacking(source: str) -> list[str]:
    """The imports at the top of a module that fail on Windows."""
    found: list[str] = []
    for node in at_import(ast.parse(source)):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        found += [name for name in names if name.partition(".")[0] in LACKING]
    return found


def without_encoding(source: str) -> list[int]:
    """The lines that read or write text in the encoding of the system, which on Windows is seldom UTF-8."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        module = getattr(node.func.value, "id", "") if isinstance(node.func, ast.Attribute) else ""
        binary = any(isinstance(a, ast.Constant) and "b" in str(a.value) for a in node.args[:2])
        named = any(keyword.arg in ("encoding", None) for keyword in node.keywords)
        other = name == "open" and module in ("keys", "os", "tokenize")  # opens no text, or knows its encoding
        if name in ("read_text", "write_text", "open", "fdopen") and not (named or binary or other):
            found.append(node.lineno)
    return found


def unguarded(source: str) -> list[str]:
    """Names that Windows lacks, in a module that never asks whether they are there, nor which system it is."""
    names = [n.attr for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Attribute) and n.attr in POSIX_ONLY]
    return [] if "hasattr(" in source or "os.name" in source else names


def test_no_module_needs_what_windows_lacks() -> None:
    for path in SOURCES:
        source = path.read_text(encoding="utf-8")
        assert lacking(source) == [], path
        assert unguarded(source) == [], path


def test_every_text_is_read_and_written_in_an_encoding_that_is_named() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in SOURCES}
    assert {path.name: found for path, text in texts.items() if (found := without_encoding(text))} == {}


def test_names_of_files_are_allowed_there_and_differ_by_more_than_case() -> None:
    names = [path.relative_to(SKELETON).as_posix() for path in FILES]
    assert [name for name in names if any(RESERVED.fullmatch(part) for part in name.split("/"))] == []
    assert [name for name in names if FORBIDDEN & set(name) or re.search(r"[ .](/|$)", name)] == []
    assert [name for name in names if len(name) > LONGEST] == []
    assert len({name.lower() for name in names}) == len(names)


def test_the_rules_can_fail() -> None:
    assert lacking("import os\nif os.name:\n    import termios") == ["termios"]
    assert lacking("def f():\n    import termios") == []
    assert without_encoding("a = p.read_text()\nopen('x', 'rb')\nopen('x', encoding='utf-8')\nopen('x')") == [1, 4]
    assert unguarded("import os\nos.fork()") == ["fork"]
    assert unguarded("import os\nif hasattr(os, 'fork'):\n    os.fork()") == []
    assert RESERVED.fullmatch("Aux.py")
