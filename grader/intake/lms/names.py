"""Reads the names that learning platforms give to what they download, and those that students give to their files.

Canvas puts all files into one folder, as `lovelaceada_late_12345_67890_ex3_caching-2.py`: the student's name without
blanks, a mark if it is late, the numbers of the student and of the file, and the name of the file (in Canvas' source:
`content_zipper.rb`). Moodle makes a folder for each student, `Ada Lovelace_12345_assignsubmission_file_`, or puts that
before the name of each file.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection
from typing import NamedTuple

from grader.intake.collected import Sender

CANVAS = re.compile(
    r"(?i)(?P<name>.+?)(?P<late>_late)?_(?P<user>[0-9]{1,20})_(?:(?P<file>[0-9]{1,20})_(?P<rest>.+)|(?:text|link)\.html)$"
)
MOODLE = re.compile(r"(?P<name>.+?)_(?P<user>[0-9]{1,20})_assignsubmission_(?P<kind>[a-z]+)_?(?P<rest>.*)$")

TEXT = "text.html"
"""Canvas' name for what was typed into a form. Moodle's is in the language of the site."""

COPY = re.compile(
    r"(?:[\s_.-]*+(?:\(\d++\)|v?\d++|copy|of|final|new|neu|kopie|solution|submission)(?![a-z]))++", re.IGNORECASE
)
"""What people and platforms put behind a file's name to keep two files apart.

Nothing in it is tried twice: a name may be long."""


class Found(NamedTuple):
    """The exercise that a file is meant for."""

    stem: str
    attempt: int
    """The number behind its name, as in `ex3_caching-2.py`; 0 without one."""

    sure: bool = True
    """False if the name is only similar: a person has to say what is meant."""


def read_canvas_name(name: str) -> tuple[Sender, str] | None:
    """Read the name of a file in Canvas' download; None if it is not of that form.

    Returns:
        Who handed it in, and the file's own name; `TEXT` for what was typed into a form.
    """
    match = CANVAS.fullmatch(name)
    if not match:
        return None
    number = f"_{match['file']}" if match["file"] else ""
    prefix = f"{match['name']}_{match['user']}{number}_"
    return Sender("Canvas", match["user"], match["name"], bool(match["late"]), prefix), match["rest"] or TEXT


def read_moodle_name(name: str) -> tuple[Sender, str] | None:
    """Read the name of a folder or file in Moodle's download; None if it is not of that form.

    Returns:
        Who handed it in, and the rest of the name: empty for a folder of files, `TEXT` for what was typed into a form,
        be it the file or its folder.
    """
    match = MOODLE.fullmatch(name)
    if not match:
        return None
    prefix = f"{match['name']}_{match['user']}_assignsubmission_file_"
    rest = match["rest"] if match["kind"] == "file" else TEXT
    return Sender("Moodle", match["user"], match["name"], prefix=prefix), rest


def find_exercise(name: str, stems: Collection[str]) -> Found | None:
    """Find the exercise that a file without its suffix is meant for; None if it is for none.

    Args:
        name: The file's name without `.py` or `.ipynb`.
        stems: The exercises that there are.
    """
    plain = re.sub(r"[\s_.-]+", "_", name.strip().lower())
    for stem in stems:
        if plain == stem:
            return Found(stem, 0)
        rest = plain[len(stem) :]
        if plain.startswith(stem) and COPY.fullmatch(rest):
            return Found(stem, int((re.findall(r"\d{1,9}", rest) or ["0"])[-1]))
    # Either half of the name may be meant for it too: ex3, exercise 3, or caching.
    halves = {half: stem for stem in stems for half in stem.split("_", 1)}
    short = re.sub(r"^(?:exercise|uebung|task)_?(?=\d)", "ex", plain)
    if short in halves:
        return Found(halves[short], 0, sure=False)
    words = [half for half in halves if not half[-1].isdigit()]  # ex3 is as near to ex4 as to ex_3
    near = difflib.get_close_matches(COPY.sub("", plain) or plain, [*stems, *words], n=1, cutoff=0.75)
    return Found(halves.get(near[0], near[0]), 0, sure=False) if near else None
