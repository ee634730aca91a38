"""All files that are generated from the reference: stubs and notebooks."""

from __future__ import annotations

from pathlib import Path

from checks.exercises import BY_STEM
from grader.authoring import notebooks
from grader.authoring.markers import make_stub
from grader.paths import REFERENCE, SKELETON


def generated() -> dict[Path, str]:
    """Make the text of every generated file."""
    files = {}
    for exercise in BY_STEM.values():
        source = REFERENCE / f"{exercise.stem}.py"
        text = make_stub(source.read_text(encoding="utf-8"), exercise.number, source.name)
        files[SKELETON / "backprop" / source.name] = text
        files[SKELETON / "checks" / "stubs" / source.name] = text  # `reset` restores a student's file from it
    for exercise in notebooks.WITH_NOTEBOOK:
        files[notebooks.path_of(exercise.stem)] = notebooks.make_notebook(exercise)
    return files


def write_generated() -> list[Path]:
    """Write the files that are not up to date, and return their paths."""
    changed = drifted()
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(generated()[path], encoding="utf-8")
    return changed


def drifted() -> list[Path]:
    """List the generated files that are missing, or differ from what the reference makes of them."""
    return [
        path for path, text in generated().items() if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
