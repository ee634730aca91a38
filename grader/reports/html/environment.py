"""The templates, and what makes a page safe and complete in one file: escaping, style, scripts and policy."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from checks.model.status import Status
from grader.printable import printable

FOLDER = Path(__file__).parent
SCRIPTS = ("vendor/tablesort.min.js", "vendor/tablesort.number.min.js", "page.js", "steps.js")
LICENCE = "vendor/LICENCE"
"""The licence of the scripts in vendor/, which goes into the page with them."""


@cache
def environment() -> Environment:
    """Return Jinja's environment. Every value is escaped unless it is `Markup`, which only our own HTML is."""
    found = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["points"] = lambda value: f"{value:g}"
    found.filters["ranges"] = ranges
    return found


@cache
def style() -> Markup:
    """Return the style sheet. The sign of a check has the colour of its status, lighter where all is dark."""
    signs = [f".{status} .sign {{ --sign: {status.web_colour}; }}" for status in Status]
    return Markup("\n".join([_read("page.css"), *signs]))  # noqa: S704  # our own style sheet


@cache
def script() -> Markup:
    """Join all scripts, with the licence of those that are not ours."""
    return Markup("\n".join([f"/*\n{_read(LICENCE)}*/", *map(_read, SCRIPTS)]))  # noqa: S704  # scripts of the kit


@cache
def steps_script() -> Markup:
    """Return the script of a student's page, which shows steps and does nothing else."""
    return Markup(_read("steps.js"))  # noqa: S704  # a script of the kit


def policy(*scripts: str) -> str:
    """Write the page's content security policy: nothing from elsewhere, and no script but these, by their digests.

    If a text ever slips past the escaping, it still does not run.
    """
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"
    return f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src {allowed}; base-uri 'none'"


def ranges(lines: list[int]) -> str:
    """Write line numbers the way a person does: 3, 7-9."""
    found: list[list[int]] = []
    for line in sorted(lines):
        if found and line == found[-1][1] + 1:
            found[-1][1] = line
        else:
            found.append([line, line])
    return ", ".join(f"{first}" if first == last else f"{first}-{last}" for first, last in found)


def _shown(value: Any) -> Any:
    """Escape characters of names and messages that no file can hold, or that turn the direction of the text."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
