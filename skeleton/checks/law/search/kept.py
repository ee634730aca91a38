"""The questions of the visible checks, drawn once and handed out with them: nobody waits until they are drawn again.

`checks/questions` has a file for each exercise, made by `grader build` in the kit with the reference as the one who
answers. It holds what Hypothesis draws for each check, what the check asks about it, and fingerprints of right answers.
The text is JSON; nothing in it is executed. A file belongs to the very code that decides what is drawn and what is
right, of which it has the fingerprint. With a check that was changed it is of no use, and Hypothesis draws again.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from contextvars import ContextVar
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from hypothesis.errors import UnsatisfiedAssumption

from checks.guest.loading import GIVEN
from checks.law.check import Check
from checks.law.search import plain
from checks.law.search.drawn import Drawn, Law, each_example, law_of
from checks.law.subject import Subject
from checks.model.outcomes import Raised
from checks.model.scenario import Scenario

CHECKS = Path(__file__).resolve().parents[2]

DECIDING = ("guest", "law", "model")
"""The rooms whose code decides what is drawn, what is asked and what is right."""

POINTS = re.compile(rb"points=[\d.]+")
"""What a course changes in a check. It decides nothing here."""

LENGTH = 16
"""Number of characters of a fingerprint."""

DRAW_ANEW: ContextVar[bool] = ContextVar("draw_anew", default=False)
"""Whether Hypothesis is to draw although there is a file."""

Answer = tuple["list[Any]", "Raised | None"]


class KeptExample:
    """One example of a check: the values drawn, and what the check asks about them."""

    def __init__(self, law: Law, drawn: str, asked: Sequence[tuple[list[Any], str]]) -> None:
        """Note an example.

        Args:
            law: Called with a subject and the values drawn.
            drawn: The values, as `plain` writes them; read only when they are needed.
            asked: The scenarios as data, each with the fingerprint of right answers to it and to those before it.
        """
        self.law = law
        self._drawn = drawn
        self._asked = asked

    @cached_property
    def drawn(self) -> Drawn:
        found: Drawn = plain.read(self._drawn)
        return found

    def examine(self, subject: Subject) -> None:
        """Ask what the law asks. As long as the answers are known to be right, it need not look at them.

        Raises:
            Mismatch: An answer is wrong.
            CheckAborted: The solution stopped answering.
        """
        answers: list[Answer] = []
        seen = Fingerprint()
        for scenario, right in self._asked:
            answers.append(subject.perform(Scenario.from_json(scenario)))
            if seen.with_answer(*answers[-1]) != right:
                with suppress(UnsatisfiedAssumption):
                    self.law(subject=Repeating(subject, answers), **self.drawn)
                return


class Fingerprint:
    """The fingerprint of some answers: not of where in a file an exception was raised."""

    def __init__(self) -> None:
        self._seen = hashlib.sha256()

    def with_answer(self, answers: list[Any], raised: Raised | None) -> str:
        """Add the answers to a scenario, and return the fingerprint of all so far."""
        told = [answers, raised and [raised.type, raised.message, raised.bases]]
        self._seen.update(json.dumps(told).encode())
        return self._seen.hexdigest()[:LENGTH]


class Repeating(Subject):
    """A solution that has answered the first questions already."""

    def __init__(self, subject: Subject, answers: Sequence[Answer]) -> None:
        self.stem = subject.stem
        self._subject = subject
        self._answers = iter(answers)

    def perform(self, scenario: Scenario) -> Answer:
        return next(self._answers, None) or self._subject.perform(scenario)


def each_known_example(check: Check, visit: Callable[[Law, Drawn], None]) -> None:
    """Call `visit` with the check's law and each of its examples, which are drawn if they are not kept."""
    kept = kept_examples(check)
    if kept is None:
        each_example(check, visit)
        return
    for example in kept:
        with suppress(UnsatisfiedAssumption):
            visit(example.law, example.drawn)


def kept_examples(check: Check) -> tuple[KeptExample, ...] | None:
    """Return the examples of a check, in the order in which they were drawn; None if Hypothesis has to draw them."""
    module = sys.modules.get(check.function.__module__)
    law: Any = law_of(check)
    if DRAW_ANEW.get() or module is None or vars(module) is not law.__globals__:  # a check with settings of its own
        return None
    source = getattr(module, "__file__", "")
    if not source or Path(source).resolve() != check_file(check.stem):
        return None
    return _examples(check, _read(check.stem).get(check.id))


@cache
def _examples(check: Check, text: str | None) -> tuple[KeptExample, ...] | None:
    if text is None:
        return None
    try:
        return tuple(KeptExample(law_of(check), *example) for example in json.loads(text))
    except (ValueError, TypeError):
        return None


def check_file(stem: str) -> Path:
    """Find the visible checks of an exercise."""
    return CHECKS / f"test_{stem}.py"


def questions_file(stem: str) -> Path:
    """Find the kept questions of an exercise."""
    return CHECKS / "questions" / f"{stem}.gz"


def stamps_file() -> Path:
    """Find the list of what each file belongs to. Apart from them, so that only new questions make a new file."""
    return CHECKS / "questions" / "belongs_to.json"


def stamp(stem: str) -> str:
    """Return the fingerprint of the code of an exercise's checks and of its file, which belong together."""
    try:
        return f"{key(stem)} {hashlib.sha256(questions_file(stem).read_bytes()).hexdigest()[:LENGTH]}"
    except OSError:
        return ""


def stamps() -> dict[str, str]:
    """Read the fingerprints that were noted when the files were made, by exercise."""
    try:
        return dict(json.loads(stamps_file().read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


@cache
def _read(stem: str) -> Mapping[str, str]:
    """Read the examples of each check, as texts, by its id; nothing from a file that does not belong to the code."""
    now = stamp(stem)
    if not now or stamps().get(stem) != now:
        return {}
    try:
        lines = gzip.decompress(questions_file(stem).read_bytes()).decode().split("\n")
        return dict(line.split("\t", 1) for line in lines)
    except (OSError, EOFError, zlib.error, ValueError):
        return {}


def written(examples: Mapping[str, Sequence[tuple[Drawn, Sequence[tuple[Scenario, Answer]]]]]) -> bytes:
    """Make the content of an exercise's file.

    Args:
        examples: For each check, by its id, the values drawn for each example, and what was asked and answered.

    Raises:
        plain.NotPlain: A check draws objects of its own.
    """
    lines = []
    for identity, drawn_and_asked in examples.items():
        content = []
        for drawn, asked in drawn_and_asked:
            seen = Fingerprint()
            rights = [[scenario.to_json(), seen.with_answer(*answer)] for scenario, answer in asked]
            content.append([plain.write(drawn), rights])
        lines.append(f"{identity}\t{json.dumps(content, separators=(',', ':'))}")
    return gzip.compress("\n".join(lines).encode(), mtime=0)


def key(stem: str) -> str:
    """Return the fingerprint of all that decides what an exercise's file holds, with the line endings of any system."""
    project = CHECKS.parent
    files = [check_file(stem), *(project / "backprop" / f"{name}.py" for name in GIVEN)]
    files += [path for room in DECIDING for path in (CHECKS / room).rglob("*.py")]
    found = hashlib.sha256()
    for name, path in sorted((path.relative_to(project).as_posix(), path) for path in files):
        text = POINTS.sub(b"points", path.read_bytes().replace(b"\r\n", b"\n"))
        found.update(b"%s %d\n%s" % (name.encode(), len(text), text))
    return found.hexdigest()[:LENGTH]
