"""All files that are generated: stubs and notebooks from the reference, and the digests of what is handed out."""

from __future__ import annotations

import json
from pathlib import Path

from checks.exercises import BY_STEM
from checks.guest.loading import GIVEN
from checks.student import handed_out
from grader.authoring import notebooks
from grader.authoring.markers import make_stub
from grader.paths import REFERENCE, SKELETON

CHANGED_BY_OTHERS = {"checks/exercises.py", *(exercise.file for exercise in BY_STEM.values())}
"""Files that are not always as they are here: `grader release` lists the exercises of a course, and students write."""


def generated() -> dict[Path, str]:
    """Make the text of every generated file."""
    files = {}
    for exercise in BY_STEM.values():
        source = REFERENCE / f"{exercise.stem}.py"
        text = make_stub(source.read_text(encoding="utf-8"), exercise.number, source.name)
        files[SKELETON / "backprop" / source.name] = text
        files[SKELETON / "checks" / "stubs" / source.name] = text  # `reset` restores a student's file from it
    for name in GIVEN:
        source = SKELETON / "backprop" / f"{name}.py"
        files[SKELETON / "checks" / "stubs" / source.name] = source.read_text(encoding="utf-8")
    files[SKELETON / "checks" / handed_out.LISTING.name] = _digests(files)
    for exercise in notebooks.WITH_NOTEBOOK:
        files[notebooks.path_of(exercise.stem)] = notebooks.make_notebook(exercise)
    return files


def _digests(made: dict[Path, str]) -> str:
    """List the digests of the files that students have no reason to change; the `made` ones may not be written yet."""
    found = {}
    for folder in ("backprop", "checks"):
        for path in {*made, *(SKELETON / folder).rglob("*.py")}:
            name = path.relative_to(SKELETON).as_posix()
            if path.suffix == ".py" and name not in CHANGED_BY_OTHERS:
                text = made.get(path) or path.read_text(encoding="utf-8")
                found[name] = handed_out.digest(text.encode())
    return json.dumps(found, indent=1, sort_keys=True) + "\n"


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
