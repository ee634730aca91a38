"""Makes the notebooks of the nbgrader course from the reference, the checks, and a lesson for each exercise.

A lesson, `reference/lessons/<stem>.md`, sets the order. It is Markdown with comments in it:

    <!-- text: HEADING -->       a part of the exercise's text; without a heading, the part before the first one;
                                 `rest`: all remaining parts
    <!-- given -->               the imports, locked; with names, definitions that are given
    <!-- solution: NAMES -->     a cell to fill in, with these definitions of the reference
    <!-- check: NAMES -->        a locked grade cell for each of these public checks; `rest`: for all remaining ones
    <!-- hidden -->              a grade cell for each hidden check

Everything between them is text, except two kinds of blocks. A block of ```python becomes a cell to try things in. A
block of ```picture WORDS is Python that assigns a drawing to `picture`; it runs when the notebook is made.
"""

from __future__ import annotations

import ast
import base64
import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from nbformat import NotebookNode

from checks.exercises import BY_STEM, Exercise
from checks.law.check import Check
from grader.authoring.cells import code_cell, given_cell, grade_cell, markdown_cell, solution_cell, write_notebook
from grader.authoring.grade_ids import grade_id
from grader.authoring.lesson_blocks import BLOCK, picture_of
from grader.authoring.markers import MarkerError
from grader.authoring.reference_module import ReferenceModule
from grader.authoring.slices import needed
from grader.course import registry
from grader.paths import GRADER, KIT, REFERENCE

Thing = TypeVar("Thing")

ASSIGNMENTS = KIT / "assignments"
"""The folder of the nbgrader course."""

WITH_NOTEBOOK = tuple(exercise for exercise in BY_STEM.values() if not exercise.builds_on)
"""The exercises with a notebook. One that builds on a student's other modules has none, since a notebook stands
alone."""

DEFAULT = """<!-- text: rest -->
<!-- given -->
<!-- solution: rest -->
<!-- check: rest -->
<!-- hidden -->
"""
"""The lesson of an exercise without a lesson of its own."""


class LessonError(MarkerError):
    """A lesson asks for something that does not exist, or leaves something out. The message names the file."""


def path_of(stem: str) -> Path:
    """Return the path of an exercise's notebook."""
    return ASSIGNMENTS / "source" / stem / f"{stem}.ipynb"


def make_notebook(exercise: Exercise) -> str:
    """Make the text of an exercise's notebook, with the solution in it.

    Raises:
        LessonError: The lesson does not fit the exercise.
    """
    path = REFERENCE / "lessons" / f"{exercise.stem}.md"
    lesson = path.read_text(encoding="utf-8") if path.is_file() else DEFAULT
    return Lesson(exercise.stem, lesson, path.name).notebook()


class Lesson:
    """Turns a lesson into a notebook. Each part of the exercise must occur exactly once."""

    def __init__(self, stem: str, text: str, name: str) -> None:
        self.stem, self.text, self.name = stem, text, name
        self.solved = ReferenceModule(stem)
        self.texts = sections(ast.get_docstring(ast.parse(self.solved.source)) or "", stem)
        self.checks = {check.id.partition("::")[2]: check for check in registry.visible_checks(stem)}
        self.definitions = dict(self.solved.definitions)
        self.head = self.solved.head

    def notebook(self) -> str:
        cells = [cell for part in self._parts() for cell in part]
        left = [*map(repr, self.texts), *self.definitions, *self.checks]
        if left:
            raise LessonError(f"{self.name} leaves out: {', '.join(left)}")
        return write_notebook(cells)

    def _parts(self) -> Iterator[list[NotebookNode]]:
        verbs: dict[str, Callable[[str], list[NotebookNode]]] = {
            "text": self._text,
            "given": self._given,
            "solution": self._solution,
            "check": self._check,
            "hidden": self._hidden,
        }
        end = 0
        for block in BLOCK.finditer(self.text):
            yield _prose(self.text[end : block.start()])
            end = block.end()
            if block["verb"]:
                if block["verb"] not in verbs:
                    raise LessonError(f"{self.name}: there is no <!-- {block['verb']} -->, only {', '.join(verbs)}")
                yield verbs[block["verb"]](block["words"] or "")
            elif block["kind"].startswith("picture"):
                yield [_picture(block["body"], block["kind"].removeprefix("picture").strip())]
            elif block["kind"] == "python":
                yield [code_cell(block["body"])]
            else:
                yield _prose(block[0])
        yield _prose(self.text[end:])

    def _text(self, words: str) -> list[NotebookNode]:
        headings = list(self.texts) if words == "rest" else [words]
        return [markdown_cell(self._take(self.texts, heading, "heading")) for heading in headings]

    def _given(self, words: str) -> list[NotebookNode]:
        if not words:
            return [given_cell("given-imports", self.solved.imports)]
        return [given_cell(f"given-{name}", self._take(self.definitions, name, "definition")) for name in words.split()]

    def _solution(self, words: str) -> list[NotebookNode]:
        names = list(self.definitions) if words == "rest" else words.split()
        texts = [self._take(self.definitions, name, "definition") for name in names]
        head, self.head = self.head, ""
        return [solution_cell(f"solution-{names[0]}", head + "\n\n\n".join(texts))]

    def _check(self, words: str) -> list[NotebookNode]:
        names = list(self.checks) if words == "rest" else words.split()
        cells = []
        for name in names:
            check = self._take(self.checks, name, "check")
            call = f"from checks.notebook import check\n\ncheck({check.id!r})".replace("'", '"')
            cells.append(grade_cell(name, f"# {check.law}  ({worth(check)})\n{call}", check.points))
        return cells

    def _hidden(self, words: str) -> list[NotebookNode]:
        return [grade_cell(grade_id(c.id, True), _hidden_cell(c), c.points) for c in registry.hidden_checks(self.stem)]

    def _take(self, things: dict[str, Thing], name: str, what: str) -> Thing:
        if name not in things:
            raise LessonError(f"{self.name}: {what} {name!r} is not there, or came before; left: {', '.join(things)}")
        return things.pop(name)


def worth(check: Check) -> str:
    """Write the points of a check in words."""
    return f"{check.points:g} point{'' if check.points == 1 else 's'}"


def sections(text: str, stem: str) -> dict[str, str]:
    """Split an exercise's text into its parts by heading, and adapt the wording to a notebook."""
    text = re.sub(rf"\n*Check your work with `pytest -k {stem.split('_')[0]}`\.[ \n]?", "\n\n", text)
    text = re.sub(r"\n\nTo see it move, type `python -m backprop step .*?(?=\n\n)", "", text, flags=re.S)
    text = text.replace(f"Edit `backprop/{stem}.py`", "Fill in the cells below")
    parts = re.split(r"^(?=## )", text, flags=re.M)
    return {"": parts[0].strip()} | {p.partition("\n")[0].removeprefix("## "): p.strip() for p in parts[1:]}


def _hidden_cell(check: Check) -> str:
    """Make a cell that runs a hidden check, with all the source it needs, so that it can run without the grader."""
    path = GRADER / "hidden" / f"test_{check.stem}.py"
    source = needed(path.read_text(encoding="utf-8"), {f"test_{check.id.partition('::')[2]}"})
    if "'''" in source or re.search(r"^(from|import) grader", source, re.M):
        raise LessonError(f"{path.name}: a hidden check may neither contain ''' nor import from grader")
    return "\n".join(
        [
            f"# Hidden: {check.law}  ({worth(check)})",
            "from checks.notebook import check_hidden",
            "",
            'hidden_source = ""',
            "### BEGIN HIDDEN TESTS",
            f"hidden_source = r'''\n{source.strip()}\n'''",
            "### END HIDDEN TESTS",
            f'check_hidden("{check.id}", hidden_source)',
        ]
    )


def _prose(text: str) -> list[NotebookNode]:
    return [markdown_cell(text.strip())] if text.strip() else []


def _picture(source: str, words: str) -> NotebookNode:
    """Make a cell with a drawing that is visible before any cell has run.

    The drawing is an image in HTML: JupyterLab shows no attached SVG, nbconvert none that Markdown links to.
    """
    svg = base64.b64encode(picture_of(source).encode()).decode()
    return markdown_cell(f'<img alt="{html.escape(words)}" src="data:image/svg+xml;base64,{svg}">\n\n*{words}*')
