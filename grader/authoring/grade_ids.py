"""How the checks are called in a gradebook."""

from __future__ import annotations


def grade_id(check_id: str, hidden: bool) -> str:
    """The name of a check's grade cell."""
    name = check_id.partition("::")[2]
    return f"hidden-{name}" if hidden else name
