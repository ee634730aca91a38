"""The clauses of an exercise: the sentences of its contract that promise or demand something, with their numbers.

`reference/clauses/STEM.toml` gives each clause the first words of its sentence, and lists the first words of the
sentences that promise nothing. So a sentence that is new or changed is in neither list, and that is an error.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from checks.exercises import BY_STEM
from grader.paths import REFERENCE
from grader.selftest.sentences import sentences

CLAUSES = REFERENCE / "clauses"


class ClauseError(ValueError):
    """A file of clauses does not fit the exercise's texts. The message has a line for each mistake."""


@cache
def clauses(stem: str) -> dict[str, str]:
    """Return the clauses of an exercise: number -> sentence, or sentences.

    Raises:
        ClauseError: The file is not right.
    """
    texts = list(dict.fromkeys(sentence.text for sentence in sentences(stem)))
    return read_clauses(CLAUSES / f"{stem}.toml", BY_STEM[stem].number, texts)


def read_clauses(path: Path, exercise: int, texts: Sequence[str]) -> dict[str, str]:
    """Read a file of clauses.

    Args:
        path: The file. Its table `[clauses]` has a number, such as "3.1", with the first words of a sentence, or a list
            of the first words of several. Its list `silent` has the first words of the sentences that promise nothing.
        exercise: The exercise's number, with which the numbers of its clauses begin.
        texts: The sentences of the contract.

    Returns:
        The sentence, or sentences, of each clause.

    Raises:
        ClauseError: The file is not right.
    """
    numbered, silent = _tables(path)
    mistakes = [
        f"{path}: {number!r} is no number of a clause of exercise {exercise}: write {exercise}.1, {exercise}.2, ..."
        for number in numbered
        if not re.fullmatch(rf"{exercise}\.[1-9]\d*", number)
    ]
    listed: dict[str, str] = {}
    found: dict[str, list[str]] = {number: [] for number in numbered}
    beginnings = [(f"clause {number}", words) for number, several in numbered.items() for words in several]
    for where, words in [*beginnings, *(("silent", words) for words in silent)]:
        fitting = [text for text in texts if text.startswith(words)]
        if len(fitting) != 1:
            what = "more than one sentence begins" if fitting else "no sentence of the text or of a docstring begins"
            todo = "give more of its words" if fitting else "copy its first words from the reference"
            mistakes.append(f"{path}: {where}: {what} {words!r}: {todo}")
        elif fitting[0] in listed:
            mistakes.append(f"{path}: {where}: {words!r} is {listed[fitting[0]]} already: list it once")
        else:
            listed[fitting[0]] = where
            if where != "silent":
                found[where.removeprefix("clause ")].append(fitting[0])
    mistakes += [
        f"{path}: the sentence {shortened(text)!r} has no number: give it one if a check can examine it, "
        f"or list it as silent"
        for text in texts
        if text not in listed
    ]
    if mistakes:
        raise ClauseError("\n".join(mistakes))
    return {number: " ".join(several) for number, several in found.items()}


def unknown(stem: str, numbers: Iterable[str]) -> list[str]:
    """List the numbers that are no clause of the exercise."""
    return [number for number in numbers if number not in clauses(stem)]


def _tables(path: Path) -> tuple[dict[str, list[str]], list[str]]:
    """Return what is in the file: the clauses, and the silent sentences."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ClauseError(f"{path} does not exist: number the sentences of the contract in it") from None
    except tomllib.TOMLDecodeError as error:
        raise ClauseError(f"{path} is no TOML: {error}") from None
    numbered, silent = content.pop("clauses", {}), content.pop("silent", [])
    if content or not isinstance(numbered, dict) or not isinstance(silent, list):
        raise ClauseError(f"{path}: it must have a list `silent` and a table [clauses], and nothing else")
    several = {number: words if isinstance(words, list) else [words] for number, words in numbered.items()}
    if not all(isinstance(words, str) and words for words in [*silent, *(w for ws in several.values() for w in ws)]):
        raise ClauseError(f"{path}: a clause is the first words of a sentence, or a list of such texts; so is `silent`")
    return several, silent


def shortened(text: str, most: int = 100) -> str:
    """Return the first line of a sentence, cut to at most so many characters."""
    line, _, more = text.partition("\n")
    return line if len(line) <= most and not more else line[: most - 3] + "..."
