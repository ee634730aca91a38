"""The markers in the reference: the solution stands between them."""

from __future__ import annotations

import re

from grader.paths import SKELETON

BEGIN = re.compile(r"^(?P<indent> *)# BEGIN SOLUTION(?P<removed> \(removed\))?$")
"""The first line of a solution. A solution marked as (removed) leaves no stub behind."""
END = re.compile(r"^ *# END SOLUTION$")

GIVEN = [SKELETON / "backprop" / f"{name}.py" for name in ("framework", "losses", "training")]
"""Modules that every student has from the start."""

TELLING = 16
"""Minimum length of a line that can give a solution away: shorter ones, such as `return node`, are in every program."""


class MarkerError(ValueError):
    """The markers of a reference module do not match. The message names file and line."""


def make_stub(source: str, number: int, name: str) -> str:
    """Make an exercise's stub from the text of its solution.

    A solution is replaced by `raise NotImplementedError("Exercise N")`; one marked as (removed) is left out.

    Args:
        source: The text of the reference module.
        number: The exercise's number.
        name: The file's name for messages.

    Raises:
        MarkerError: The markers do not match.
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
    # Where a part between blank lines was removed, the blank lines before and after it remain.
    return re.sub(r"\n{4,}", "\n\n\n", "\n".join(lines)).rstrip() + "\n"


def solution_lines(source: str) -> set[str]:
    """Collect the lines of a reference module that would give the solution away.

    Lines that are also in the exercise's text or in the given framework are no secret.
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
