"""A module of the reference, cut into the parts for which a notebook has cells."""

from __future__ import annotations

import ast

from grader.authoring.markers import BEGIN, END
from grader.paths import REFERENCE


class ReferenceModule:
    """The parts of an exercise's model solution, as texts.

    The definitions have nbgrader's own markers: BEGIN SOLUTION for parts replaced by a stub, BEGIN MARK SCHEME for
    parts that vanish. Text before a definition, such as removed helpers, belongs to the definition.

    Attributes:
        source: The whole module.
        imports: The imports that every student has.
        head: The imports and constants of the solution; empty if there are none.
        definitions: Each class and function, by its name.
    """

    def __init__(self, stem: str) -> None:
        self.source = (REFERENCE / f"{stem}.py").read_text(encoding="utf-8")
        lines = self.source.splitlines()
        removed = _removed(lines)
        shown = [node for node in ast.parse(self.source).body if node.lineno not in removed][1:]
        imports = [node for node in shown if isinstance(node, ast.Import | ast.ImportFrom)]
        self.imports = "\n".join(ast.unparse(node) for node in imports)
        self.definitions: dict[str, str] = {}
        start = shown[0].lineno - 1
        first = next(node.lineno for node in shown if isinstance(node, ast.FunctionDef | ast.ClassDef))
        head = [line for at, line in enumerate(lines[start : first - 1], start + 1) if at in removed]
        self.head = _marked(head) + "\n" if head else ""
        start = first - 1
        for node in shown:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                end = _after_markers(lines, start, node.end_lineno or start)
                self.definitions[node.name] = _marked(lines[start:end])
                start = end
        if any(line.strip() for line in lines[start:]):
            name = list(self.definitions)[-1]
            self.definitions[name] += "\n\n\n" + _marked(lines[start:])


def _removed(lines: list[str]) -> set[int]:
    """Collect the line numbers, from 1, of the parts marked as (removed), including the markers."""
    found = set()
    inside = False
    for at, line in enumerate(lines, start=1):
        begin = BEGIN.match(line)
        inside = inside or bool(begin and begin["removed"])
        if inside:
            found.add(at)
        inside = inside and not END.match(line)
    return found


def _after_markers(lines: list[str], start: int, end: int) -> int:
    """Find the end of a definition whose last line is `end`: a marker after that line still belongs to it."""
    inside = False
    for at in range(start, len(lines)):
        inside = inside or bool(BEGIN.match(lines[at]))
        inside = inside and not END.match(lines[at])
        if at >= end - 1 and not inside:
            return at + 1
    return len(lines)


def _marked(lines: list[str]) -> str:
    """Replace the markers by nbgrader's. A part that vanishes takes the blank line before it along."""
    text: list[str] = []
    vanishing = False
    for at, line in enumerate(lines):
        begin = BEGIN.match(line)
        if begin and begin["removed"]:
            vanishing = True
            end = next(i for i in range(at, len(lines)) if END.match(lines[i]))
            last = end + 1 == len(lines) or not lines[end + 1].strip()
            place = len(text) - 1 if last and text and not text[-1] else len(text)
            text.insert(place, f"{begin['indent']}# BEGIN MARK SCHEME")
        elif vanishing and END.match(line):
            vanishing = False
            text.append(line.replace("SOLUTION", "MARK SCHEME"))
        else:
            text.append(line)
    return "\n".join(text).strip("\n")
