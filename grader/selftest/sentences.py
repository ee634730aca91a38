"""The sentences of an exercise's contract: its text from the task on, and the docstrings of what a student writes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from inspect import cleandoc

from checks.exercises import BY_STEM
from grader.authoring.markers import make_stub
from grader.misconceptions import catalogue

TASK = "## Your task"
"""The heading from which on a text promises; before it, it tells a story."""

NO_PROMISE = "To think about"
"""The section whose sentences are questions to the reader."""

_ENDS = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][)\"'`*]))\s+(?=[A-Z(`\"*\[])")
_ITEM = re.compile(r"(?:- |\d+\. )")


@dataclass(frozen=True)
class Sentence:
    """A sentence, and the place where it stands: `text`, or the name of what has the docstring.

    A block of code is one sentence, and so is a table.
    """

    text: str
    place: str


def sentences(stem: str) -> list[Sentence]:
    """List the sentences of an exercise's contract in their order; one that occurs twice is listed twice."""
    stub = make_stub(catalogue.reference(stem), BY_STEM[stem].number, f"{stem}.py")
    return contract(ast.parse(stub))


def contract(module: ast.Module) -> list[Sentence]:
    """List the sentences of a module's contract."""
    _, _, task = cleandoc(ast.get_docstring(module) or "").partition(TASK)
    found = [Sentence(text, "text") for text in split(task)]
    for name, docstring in _docstrings(module, ""):
        found += [Sentence(text, name) for text in split(docstring)]
    return found


def split(text: str) -> list[str]:
    """Cut a text in Markdown into its sentences. Headings are left out, and the section `NO_PROMISE`."""
    found: list[str] = []
    silent = False
    for block in re.split(r"\n\s*\n", text):
        if not (lines := block.strip("\n").split("\n")) or not block.strip():
            continue
        if lines[0].startswith("#"):
            silent = NO_PROMISE in lines[0]
        elif not silent and lines[0].startswith(("    ", "|")):
            found.append("\n".join(line.removeprefix("    ") for line in lines))
        elif not silent:
            found += [one for part in _items(lines) for one in _ENDS.split(part)]
    return found


def _items(lines: list[str]) -> list[str]:
    """Join the lines of a paragraph; each item of a list becomes one of its own."""
    found: list[str] = []
    is_list = _ITEM.match(lines[0])  # a line of a paragraph may begin with a minus
    for line in lines:
        if not found or (is_list and _ITEM.match(line)):
            found.append(_ITEM.sub("", line, count=1) if is_list else line)
        else:
            found[-1] += " " + line.strip()
    return found


def _docstrings(node: ast.Module | ast.ClassDef, above: str) -> Iterator[tuple[str, str]]:
    for child in node.body:
        if isinstance(child, ast.ClassDef | ast.FunctionDef):
            name = f"{above}{child.name}"
            if docstring := ast.get_docstring(child):
                yield name, docstring
            if isinstance(child, ast.ClassDef):
                yield from _docstrings(child, f"{name}.")
