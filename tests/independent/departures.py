"""Where wrong solutions are marked: `python -m tests.independent.departures [STEM...]`.

A message marks the first node at which a student's own numbers depart from the right ones. Here wrong solutions of the
catalogue, which has the independent ones that are no secret, take the visible checks as at home. Of the first check
that fails on a network, the marked node is compared with the node of the mistake, which a person has judged:
`judged.toml` says how. The code to paste is run, and must show the number that is given as wrong.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

JUDGED = Path(__file__).with_name("judged.toml")
"""The node of the mistake in each solution that was judged, by exercise and name."""

SECONDS = 600

NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")


def found_by(stem: str) -> dict[str, Any] | None:
    """Find what the message of the first check says that fails on a network; None if there is none."""
    from checks.explain.failure import of_mismatch
    from checks.explain.media import PROJECT
    from checks.explain.messages import explain
    from checks.explain.recorded.own_numbers import with_yours
    from checks.guest.loading import source_text
    from checks.law.check import checks_in
    from checks.law.search.examination import Examination
    from checks.law.subject import LocalSubject
    from checks.model.outcomes import CheckAborted

    for one in checks_in(importlib.import_module(f"checks.test_{stem}")):
        try:
            mistake = Examination(one, LocalSubject(stem)).mistake()
        except CheckAborted:
            continue
        failure = mistake and with_yours(of_mismatch(one, mistake, source_text(stem)))
        shown = failure and failure.snapshot()
        if not failure or not shown or failure.in_company or not failure.can_be_pasted:
            continue
        assert failure.scenario is not None
        at = shown.departure()
        return {
            "check": one.id,
            "marked": at and shown.network.names[at.node],
            "message": explain(failure),
            "got": failure.got.partition(" (backprop/")[0],
            "what": at and at.what,
            "printed": pasted(PROJECT.repro(failure.scenario, stem, failure.step, failure.before), stem),
        }
    return None


def pasted(code: str, stem: str) -> str:
    """Run code in a fresh module of the exercise, and return what it prints."""
    sys.modules.pop(f"backprop.{stem}", None)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        try:
            exec(compile(code, "<pasted>", "exec"), {"__name__": "__main__"})  # what a student pastes
        except Exception as error:  # as the prompt shows it
            print(f"{type(error).__name__}: {error}")
    return printed.getvalue()


def judged() -> dict[str, dict[str, list[str]]]:
    """Read the nodes of the mistakes by exercise and name: several, where each of them is right."""
    tables = tomllib.loads(JUDGED.read_text(encoding="utf-8"))
    return {stem: {name: nodes.split(" or ") for name, nodes in table.items()} for stem, table in tables.items()}


def marks(stem: str, names: Iterable[str]) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Have solutions, by name, take the checks, each in a process and a project of its own."""
    from grader.misconceptions.catalogue import wrong_solutions
    from grader.paths import SKELETON

    texts = wrong_solutions(stem)
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        shutil.copytree(SKELETON, project, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        environment = os.environ | {"PYTHONPATH": f"{project}{os.pathsep}{Path(__file__).parents[2]}"}
        for name in names:
            (project / "backprop" / f"{stem}.py").write_text(texts[name], encoding="utf-8")
            command = [sys.executable, "-P", "-m", "tests.independent.departures", "--one", stem]
            done = subprocess.run(
                command, cwd=project, env=environment, capture_output=True, text=True, timeout=SECONDS, check=True
            )
            yield name, json.loads(done.stdout.splitlines()[-1])


def shows(found: dict[str, Any]) -> bool:
    """Tell whether the code to paste has printed the wrong answer."""
    plain = " ".join(found["printed"].split())
    text = found["got"].partition(", which is")[0]
    got = " ".join((text.strip(text[0]) if text[:1] in ("'", '"') else text).split())  # of a formula its value is ours
    numbers = NUMBER.findall(got)
    has_all = bool(numbers) and all(n in NUMBER.findall(plain) for n in numbers)
    in_a_table = got == "nothing" and "derivatives" in plain
    return got in plain or got.replace(": ", " ", 1) in plain or in_a_table or has_all


def main(stems: list[str]) -> None:
    """Print a line for each solution that is marked elsewhere, and the sums."""
    wanted_nodes = judged()
    right = marked = shown = 0
    for stem in stems or wanted_nodes:
        for name, found in marks(stem, wanted_nodes[stem]):
            wanted = wanted_nodes[stem][name]
            if found is None:
                print(f"{stem} {name}: no network")
                continue
            marked += 1
            fits = found["marked"] in wanted
            right += fits
            shown += shows(found)
            if not fits:
                print(f"{stem} {name}: marked {found['marked']}, the mistake is at {' or '.join(wanted)}", flush=True)
            if not shows(found):
                print(f"{stem} {name}: got {found['got']}, but pasted it prints {found['printed']!r}", flush=True)
    print(f"{right} of {marked} are marked at the node of the mistake; {shown} of {marked} show the wrong answer")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(found_by(sys.argv[2])))
    else:
        main(sys.argv[1:])
