"""What the kit's own solutions answer, kept across runs: it does not depend on who is being graded.

There is a finding for each misconception. It is read when the first of its answers is asked for in a diagnosis, and
written at the end of it, if there are more by then.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from checks.law.search import plain
from grader.judge import shared_cache

_texts: dict[tuple[str, str], dict[str, str]] = {}
"""The answers of the diagnosis that is going on: by exercise and misconception, then by question."""

_new: set[tuple[str, str]] = set()
"""Those with answers that are not written yet."""


def kept(stem: str, identity: str, question: str, ask: Callable[[], Any]) -> Any:
    """Return what was kept; else ask, and keep the answer if it is plain data.

    Args:
        stem: The exercise.
        identity: The misconception.
        question: What is asked, as a text that no other question has.
        ask: Returns the answer.
    """
    folder = shared_cache.kept_for_later()
    if folder is None:
        return ask()
    key = (stem, identity)
    if key not in _texts:
        _texts[key] = _read(folder, key)
    try:
        return plain.read(_texts[key][question])
    except (KeyError, plain.NotPlain):
        answer = ask()
    try:
        _texts[key][question] = plain.write(answer)
    except plain.NotPlain:
        return answer
    _new.add(key)
    return answer


def write_down() -> None:
    """Write what is new, and let go of all: a judge has little memory."""
    folder = shared_cache.kept_for_later()
    for key in _new if folder else ():
        assert folder
        folder.put(("answers", *key), _read(folder, key) | _texts[key])  # another judge may have added some
    _new.clear()
    _texts.clear()


def _read(folder: shared_cache.Shared, key: tuple[str, str]) -> dict[str, str]:
    match folder.get(("answers", *key)):
        case dict() as there if all(isinstance(text, str) for pair in there.items() for text in pair):
            return there
    return {}
