"""Misconceptions that are whole solutions: files whose first comment lines say what is wrong.

    # name: a leaf without a parent reports nothing, not even to itself
    # explanation: Asked before it is part of a tree, the leaf remembers its value. Who tells it that
    #   the value has changed?
    # severity: slip
    # clauses: 3.7, 3.8

The file's name is the misconception's id. `family` and `hidden_only: yes` may follow. See `Misconception`.
"""

from __future__ import annotations

import re
from pathlib import Path

from grader.misconceptions.model import Misconception, Severity

NEEDED = ("name", "explanation", "severity", "clauses")
OPTIONAL = ("family", "hidden_only")

_ENTRY = re.compile(r"# (?P<key>[a-z_]+): (?P<value>.*)")
_CONTINUED = re.compile(r"#   ?(?P<value>\S.*)")


class HeaderError(ValueError):
    """The first lines of a whole solution are not right. The message names the file, and says what is missing."""


def read_solutions(folder: Path) -> tuple[Misconception, ...]:
    """Read the whole solutions in a folder, in the order of their names.

    Raises:
        HeaderError: One of them does not say what it is about.
    """
    return tuple(read_solution(path) for path in sorted(folder.glob("*.py")))


def read_solution(path: Path) -> Misconception:
    """Read one whole solution.

    Raises:
        HeaderError: Its first lines are not right.
    """
    text = path.read_text(encoding="utf-8")
    header = _header(path, text)
    if missing := [key for key in NEEDED if not header.get(key)]:
        raise HeaderError(f"{path}: its first lines lack '# {missing[0]}: ...'")
    if unknown := [key for key in header if key not in NEEDED + OPTIONAL]:
        raise HeaderError(f"{path}: '# {unknown[0]}: ...' is not known, only {', '.join(NEEDED + OPTIONAL)}")
    if header["severity"] not in list(Severity):
        raise HeaderError(f"{path}: the severity is {header['severity']!r}, but must be one of {', '.join(Severity)}")
    if header.get("hidden_only", "yes") != "yes":
        raise HeaderError(f"{path}: '# hidden_only: {header['hidden_only']}' must be 'yes', or be left out")
    return Misconception(
        path.stem,
        header["name"],
        header["explanation"],
        Severity(header["severity"]),
        tuple(number.strip() for number in header["clauses"].split(",")),
        solution=text,
        family=header.get("family", ""),
        hidden_only="hidden_only" in header,
    )


def _header(path: Path, text: str) -> dict[str, str]:
    """Collect the entries of the first comment lines; a line that is indented continues the one before it."""
    found: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        if match := _ENTRY.fullmatch(line):
            key = match["key"]
            if key in found:
                raise HeaderError(f"{path}: '# {key}: ...' is there twice")
            found[key] = match["value"].strip()
        elif (match := _CONTINUED.fullmatch(line)) and key:
            found[key] += " " + match["value"].strip()
        else:
            break
    return found
