"""A solution is told the same about when it fails at home and at the grader."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.course import registry
from grader.course.limits import Limits
from grader.judge.check_runner import judge
from grader.judge.subject import SandboxedSubject
from grader.misconceptions.catalogue import wrong_solutions
from grader.paths import SKELETON

SENTENCE = re.compile(r"(It|\w+\(\)) fails (whenever|on every|every time) ")

MISTAKES = {
    "ex3_caching": "only_inputs_count",
    "ex6_funcify": "leaf_has_no_formula",
    "ex7_multi_parent": "same_child_once",
}


def sentences(text: str) -> list[str]:
    """All sentences about conditions in a text, each in one line."""
    parts = [" ".join(part.split()) for part in text.split("\n\n")]
    return [part for part in parts if SENTENCE.match(part)]


def graded(stem: str, text: str) -> Iterator[str]:
    """The condition of each visible check that fails."""
    with SandboxedSubject(stem, text, Limits()) as subject:
        for check in registry.visible_checks(stem):
            outcome = judge(check, subject)
            if outcome.failure:
                assert sentences(outcome.message) == list(filter(None, [outcome.failure.condition]))
                yield outcome.failure.condition


@pytest.mark.parametrize(("stem", "mistake"), MISTAKES.items())
def test_same_sentences_at_home_and_graded(tmp_path: Path, stem: str, mistake: str) -> None:
    """The same questions, labelled by the same rule; pytest prints what the record has."""
    project = tmp_path / "project"
    shutil.copytree(SKELETON, project)
    text = wrong_solutions(stem)[mistake]
    (project / "backprop" / f"{stem}.py").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", f"checks/test_{stem}.py", "-p", "no:cacheprovider"]
    shown = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False).stdout
    expected = list(filter(None, graded(stem, text)))
    assert any(" fails whenever " in sentence for sentence in expected)
    assert sentences(shown.replace("\n_", "\n\n_")) == expected, shown
