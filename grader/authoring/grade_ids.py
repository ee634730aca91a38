"""The names of the checks in a gradebook."""

from __future__ import annotations


def grade_id(check_id: str, hidden: bool) -> str:
    """Name the grade cell of a check."""
    name = check_id.partition("::")[2]
    return f"hidden-{name}" if hidden else name
