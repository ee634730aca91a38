"""The files for editors say what is true of the project. The linter has no schema of theirs: they are compared."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from typing import Any

import pytest

from checks.exercises import BY_STEM, EXERCISES
from checks.guest.loading import GIVEN
from checks.student import command_line, commands
from grader.paths import SKELETON

FILES = [".devcontainer/devcontainer.json", *(f".vscode/{name}.json" for name in ("extensions", "settings", "tasks"))]

KEYS = {
    "devcontainer": {"name", "image", "updateContentCommand", "waitFor", "customizations"},
    "extensions": {"recommendations"},
    "tasks": {"version", "tasks"},
}
"""The keys that are known, so that none is misspelt."""


def content(name: str) -> Any:
    return json.loads((SKELETON / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_it_is_json_for_every_reader(name: str) -> None:
    """Without comments, which some readers refuse."""
    known = KEYS.get(name.rpartition("/")[2].removesuffix(".json"))
    assert known is None or set(content(name)) == known


def test_the_container_has_a_python_that_is_new_enough_and_opens_the_first_exercise() -> None:
    made = content(FILES[0])
    wanted = tomllib.loads((SKELETON / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    version = made["image"].rpartition(":3.")[2]
    assert int(version) >= int(wanted.rpartition("3.")[2])
    assert made["customizations"]["codespaces"]["openFiles"] == [EXERCISES[0].file]
    assert made["waitFor"] == "updateContentCommand", "or a task would run before the install has ended"
    assert made["customizations"]["vscode"]["extensions"] == content(".vscode/extensions.json")["recommendations"]


def test_all_of_them_use_the_environment_of_the_readme() -> None:
    """`.venv`, in the container as well, so that one interpreter is right everywhere."""
    readme = (SKELETON / "README.md").read_text(encoding="utf-8")
    install = "-m pip install --quiet --editable ."
    assert content(FILES[0])["updateContentCommand"] == f"python -m venv .venv && .venv/bin/python {install}"
    assert content(".vscode/settings.json")["python.defaultInterpreterPath"] == "${workspaceFolder}/.venv"
    for line in ("python3 -m venv .venv", "py -m venv .venv", "Set-ExecutionPolicy -Scope Process"):
        assert line in readme


def test_the_task_is_a_command_that_there_is() -> None:
    (task,) = content(".vscode/tasks.json")["tasks"]
    assert task["args"][:2] == ["-m", "backprop"]
    assert command_line.parser().parse_args(task["args"][2:]).command == "watch"
    assert task["runOptions"] == {"runOn": "folderOpen"}


def test_the_ruler_is_where_texts_end() -> None:
    assert content(".vscode/settings.json")["[python]"]["editor.rulers"] == [commands.WIDEST]


def test_what_the_tools_write_is_ignored() -> None:
    lines = (SKELETON / ".gitignore").read_text(encoding="utf-8").splitlines()
    wanted = {".backprop/", ".hypothesis/", ".pytest_cache/", ".venv/", "__pycache__/", "backups/", "*.egg-info/"}
    written = [command_line.parser().parse_args([command]).output for command in ("draw", "step", "review")]
    assert wanted | {"report.xml", *written} <= set(lines)
    assert not {".vscode/", ".devcontainer/", "checks/"} & set(lines)


@pytest.mark.parametrize("stem", [*BY_STEM, *GIVEN])
def test_texts_keep_to_the_ruler(stem: str) -> None:
    """They are read beside the code, in half a screen. Code and tables may be wider, and what cannot be broken."""
    lines = (SKELETON / f"backprop/{stem}.py").read_text(encoding="utf-8").split("\n")
    wide = [line for node in ast.walk(ast.parse("\n".join(lines))) for line in docstring(node, lines) if is_wide(line)]
    assert wide == []


@pytest.mark.parametrize(
    ("line", "wide"),
    [("word " * 17, False), ("word " * 20, True), ("x" * 90, False), ("`one two` " * 10, True), ("", False)],
)
def test_the_ruler_can_fail(line: str, wide: bool) -> None:
    assert is_wide(line) == wide


def docstring(node: ast.AST, lines: list[str]) -> list[str]:
    """List the lines of a node's docstring, with its quotes, and without code and tables."""
    body = getattr(node, "body", None)
    first = body[0] if isinstance(body, list) and body else None
    if not (isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and type(first.value.value) is str):
        return []
    text = "\n".join(lines[first.lineno - 1 : first.end_lineno])
    code = rf"(?m)^{' ' * first.col_offset}( {{4}}.*>>>|\|| {{4}}\S).*$" if isinstance(node, ast.Module) else "^$"
    return re.sub(code, "", text).split("\n")


def is_wide(line: str) -> bool:
    """Tell whether a line goes beyond the ruler, and could be broken before it."""
    (ruler,) = content(".vscode/settings.json")["[python]"]["editor.rulers"]
    whole = re.sub(r"`[^`]*`|\[[^]]*\]\([^)]*\)", lambda found: "x" * len(found[0]), line.strip())
    return len(line.rstrip()) > ruler and " " in whole
