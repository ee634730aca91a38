"""The questions of the visible checks, as they are handed out with them: see `checks.law.search.kept`."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

from checks.exercises import BY_STEM
from checks.law.check import checks_in
from checks.law.search.drawn import Drawn, Law, each_example
from checks.law.search.kept import Answer, questions_file, stamp, stamps, stamps_file, written
from checks.model.scenario import Scenario
from grader.judge.bank.recording import RecordingReference


def outdated() -> list[Path]:
    """List the files that are missing, or do not belong to the code as it is."""
    known = stamps()
    return [questions_file(stem) for stem in BY_STEM if not stamp(stem) or known.get(stem) != stamp(stem)]


def draw_again() -> list[Path]:
    """Draw what is outdated again, note what the files belong to, and return the paths of those that were drawn."""
    found = outdated()
    for path in found:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(drawn(path.stem))
    if found:
        made = json.dumps({stem: stamp(stem) for stem in BY_STEM}, indent=1)
        stamps_file().write_text(made + "\n", encoding="utf-8")
    return found


def drawn(stem: str) -> bytes:
    """Draw the examples of an exercise's visible checks, ask the reference, and make the content of their file."""
    examples = {}
    for check in checks_in(importlib.import_module(f"checks.test_{stem}")):
        reference = RecordingReference(stem)
        of_check: list[tuple[Drawn, list[tuple[Scenario, Answer]]]] = []

        def write_down(law: Law, drawn: Drawn) -> None:
            reference.asked, reference.answered = [], []  # noqa: B023  # called at once
            law(subject=reference, **drawn)  # noqa: B023
            asked = list(zip(reference.asked, reference.answered, strict=True))  # noqa: B023
            of_check.append((drawn, asked))  # noqa: B023

        each_example(check, write_down)
        examples[check.id] = of_check
    return written(examples)
