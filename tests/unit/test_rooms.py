"""A room has at most 16 modules, and a module at most 250 lines: who comes new finds through them."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.paths import GRADER, SKELETON

MODULES = 16
LINES = 250

ROOMS = [
    folder
    for top in (GRADER, SKELETON / "checks")
    for folder in (top, *top.rglob("*"))
    if folder.is_dir()
    and folder.name not in ("__pycache__", "solutions")  # wrong solutions are material, not code
    and "node_modules" not in folder.parts  # of others, where somebody works on the front end
]


def too_many(folder: Path) -> list[str]:
    """The folders and modules that are too large, in words. An __init__.py does not count."""
    modules = sorted(path for path in folder.glob("*.py") if path.name != "__init__.py")
    found = [f"{folder}: {len(modules)} modules"] if len(modules) > MODULES else []
    for path in modules:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > LINES:
            found.append(f"{path}: {lines} lines")
    return found


@pytest.mark.parametrize("folder", ROOMS, ids=lambda folder: folder.name)
def test_a_room_is_small(folder: Path) -> None:
    assert too_many(folder) == []


def test_too_many_is_seen(tmp_path: Path) -> None:
    for n in range(MODULES + 1):
        (tmp_path / f"m{n}.py").write_text("")
    (tmp_path / "m0.py").write_text("x = 1\n" * (LINES + 1))
    assert len(too_many(tmp_path)) == 2
