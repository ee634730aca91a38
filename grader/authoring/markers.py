"""The markers of the reference: what stands between them is the solution."""

from __future__ import annotations

import re

from grader.paths import SKELETON

BEGIN = re.compile(r"^(?P<indent> *)# BEGIN SOLUTION(?P<removed> \(removed\))?$")
END = re.compile(r"^ *# END SOLUTION$")

GIVEN = [SKELETON / "backprop" / f"{name}.py" for name in ("framework", "losses", "training")]
"""What every student has from the start."""

TELLING = 16
"""Characters: shorter lines, such as `return node`, are in every program."""


class MarkerError(ValueError):
    """The markers of a reference module do not match; the message names file and line."""


def make_stub(source: str, number: int, name: str) -> str:
    """The text of an exercise's stub, from that of its solution.

    A solution becomes `raise NotImplementedError("Exercise N")`, one marked as (removed) becomes nothing.
    """
    lines: list[str] = []
    begun = 0
    for at, line in enumerate(source.splitlines(), start=1):
        begin = BEGIN.match(line)
        if (begin and begun) or (END.match(line) and not begun):
            raise MarkerError(f"{name}, line {at}: {line.strip()!r} without its counterpart")
        if begin:
            begun = at
            if not begin["removed"]:
                lines.append(f'{begin["indent"]}raise NotImplementedError("Exercise {number}")')
        elif END.match(line):
            begun = 0
        elif not begun:
            lines.append(line)
    if begun:
        raise MarkerError(f"{name}, line {begun}: BEGIN SOLUTION is never ended")
    # What was removed between two blank lines leaves them both.
    return re.sub(r"\n{4,}", "\n\n\n", "\n".join(lines)).rstrip() + "\n"


def solution_lines(source: str) -> set[str]:
    """The lines of a reference module that a student must not see, but for those that say nothing by themselves.

    What stands in the exercise's text or in the given framework as well is no secret.
    """
    secret: set[str] = set()
    shown = {line.strip() for path in GIVEN for line in path.read_text(encoding="utf-8").splitlines()}
    inside = False
    for line in source.splitlines():
        if BEGIN.match(line) or END.match(line):
            inside = not inside
        else:
            (secret if inside else shown).add(line.strip())
    return {line for line in secret - shown if len(line) >= TELLING and not line.startswith(("#", "import ", "from "))}
