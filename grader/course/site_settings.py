"""The table `[site]` of `course.toml`: what the course's page in a browser has, which `grader site` builds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class SiteSettings:
    """The settings of `[site]`, each with the value that holds without it."""

    show_solutions: bool = False
    """Whether the page has a model answer, which it shows once all checks of an exercise pass."""

    hand_in: str = ""
    """The address that *Hand in* opens; empty for no such button."""


SITE_KEYS: dict[str, Any] = {
    "show_solutions": {"type": "boolean", "description": "true or false"},
    # What students hand in goes there, so it is either encrypted on its way or stays on this machine.
    "hand_in": {
        "type": "string",
        "pattern": r"^(https://[^\s/?#]+|http://(localhost|127\.0\.0\.1|\[::1\])(:[0-9]+)?)([/?#]\S*)?$",
        "description": "an address such as https://lms.example.org/assignment/7 (http only for localhost)",
    },
}
"""The schema of each key. A `description` completes the sentence `expected ...`."""
