"""Writes a new exercise: a small one about a node with one child, complete and right, for its author to change.

The templates are in `exercise_template/`. What has a file of its own is written; what is an entry among others goes
above the line that says so.
"""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass
from pathlib import Path
from string import Template

from backprop import framework
from checks.exercises import BY_STEM
from checks.law.node_types import NODE_TYPES
from checks.model.network import COURSE_MACROS, COURSE_OPERATIONS
from grader.paths import GRADER

TEMPLATES = GRADER / "authoring/exercise_template"

FORM = re.compile(r"ex(?P<number>[1-9]\d{0,2})_(?P<word>[a-z][a-z0-9]*(?:_[a-z0-9]+)*)")

FILES = {
    "reference": "reference/{stem}.py",
    "checks": "skeleton/checks/test_{stem}.py",
    "hidden": "grader/hidden/test_{stem}.py",
    "lesson": "reference/lessons/{stem}.md",
    "clauses": "reference/clauses/{stem}.toml",
    "misconceptions": "grader/misconceptions/{stem}/__init__.py",
    "right_solution": "reference/right_solutions/{stem}/by_powers.py",
}
"""Template -> the file that is made of it."""

ENTRIES = {
    "exercise": ("skeleton/checks/exercises.py", "# New exercises come above this line."),
    "node_type": ("skeleton/checks/law/node_types.py", "# New kinds come above this line."),
    "hints": ("skeleton/checks/student/hints.py", "# Hints to new exercises come above this line."),
    "learned": ("skeleton/checks/student/hints.py", "# What new exercises teach comes above this line."),
}
"""Template -> the file that gets an entry, and the line above which it comes."""


class NewExerciseError(ValueError):
    """The exercise cannot be made. The message says why in one line."""


@dataclass(frozen=True)
class NewExercise:
    """The names of an exercise that is to be made."""

    number: int
    word: str

    @property
    def stem(self) -> str:
        return f"ex{self.number}_{self.word}"

    @property
    def node(self) -> str:
        """The class that students write."""
        return "".join(part.capitalize() for part in self.word.split("_"))


def named(name: str) -> NewExercise:
    """Read the name of a new exercise, such as `ex10_tanh`.

    Raises:
        NewExerciseError: It is no such name, or something has it already.
    """
    free = max(exercise.number for exercise in BY_STEM.values()) + 1
    match = FORM.fullmatch(name)
    if not match:
        raise NewExerciseError(
            f"{name!r} is no name of an exercise: write ex, a number, _ and a word in small letters, "
            f"as in ex{free}_tanh"
        )
    new = NewExercise(int(match["number"]), match["word"])
    if new.stem in BY_STEM:
        raise NewExerciseError(f"{name} exists already, in reference/{name}.py: choose another name, as ex{free}_...")
    for other in BY_STEM.values():
        if other.number == new.number:
            raise NewExerciseError(f"{name}: number {new.number} is that of {other.stem}: the next free one is {free}")
    taken = {*NODE_TYPES, *COURSE_MACROS, *COURSE_OPERATIONS, "Output", "Softmax", "Linear", "Macro"}
    if new.node in taken or hasattr(framework, new.node) or keyword.iskeyword(new.node):
        raise NewExerciseError(f"{name}: its class would be {new.node}, and there is one already: choose another word")
    return new


def write_exercise(new: NewExercise, kit: Path) -> list[Path]:
    """Write an exercise's files and entries into a checkout, all of them or none.

    Returns:
        The paths of the files that are new or changed, seen from the checkout.

    Raises:
        NewExerciseError: A file is there already, or a line above which an entry comes is missing.
    """
    texts: dict[Path, str] = {}
    for template, where in FILES.items():
        path = Path(where.format(stem=new.stem))
        if (kit / path).exists():
            raise NewExerciseError(f"{path} exists already: move it away, or choose another name")
        texts[path] = _filled(template, new)
    for template, (where, line) in ENTRIES.items():
        path = Path(where)
        text = texts.get(path) or (kit / path).read_text(encoding="utf-8")
        before, found, after = text.partition(line)
        if not found:
            raise NewExerciseError(f"{path}: the line '{line}' is missing: put it back where entries end")
        indent = before[before.rindex("\n") + 1 :]
        texts[path] = before.removesuffix(indent) + _filled(template, new) + indent + line + after
    for path, text in texts.items():
        (kit / path).parent.mkdir(parents=True, exist_ok=True)
        (kit / path).write_text(text, encoding="utf-8")
    return list(texts)


def _filled(template: str, new: NewExercise) -> str:
    text = (TEMPLATES / f"{template}.txt").read_text(encoding="utf-8")
    return Template(text).substitute(number=new.number, stem=new.stem, word=new.word, node=new.node)
