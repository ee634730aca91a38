"""A developer adds a verb, in a copy of the kit: one entry in the table, and its behaviour."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

from grader.paths import KIT

ENTRY = """    "bump": Verb(
        Shape.COUNT,
        statement(lambda s: f"{s.it}.value += {s.argument!r}"),
        sees=unchanged,
        leaves=lambda network, node, by: network.having({node: (network.nodes[node].value or 0.0) + by}),
        methods=("op",),
    ),
}
"""

BEHAVIOUR = """
    def _bump(self, node: int, by: float) -> int:
        self.nodes[node].value += by
        return 1

    def _work("""

SCRIPT = """
import json, sys
from checks.explain.failure import of_mismatch
from checks.explain.messages import explain
from checks.law.check import Check
from checks.law.subject import LocalSubject
from checks.model.network import Builder
from checks.model.outcomes import Crashed, Mismatch
from checks.model.scenario import Scenario, Step, forward
from grader.course.limits import Limits
from grader.judge.answer_schema import fits_schema
from grader.judge.subject import SandboxedSubject

builder = Builder()
x = builder.input(2.0)
network = builder.add("Add", x, builder.parameter(0.5)).network()
steps = (Step("bump", x, 3.0), forward(network.root))
scenario = Scenario(network, steps)
found = {"here": LocalSubject("ex2_compile").perform(scenario)[0]}
with SandboxedSubject("ex2_compile", open("skeleton/backprop/ex2_compile.py").read(), Limits()) as subject:
    subject.new_check()
    found["in the sandbox"] = subject.perform(scenario)[0]
found["forged"] = fits_schema(scenario, ["a poem", 5.5])
check = Check("ex2_compile::bump", "a bump is felt", 1, lambda: None)
failure = of_mismatch(check, Mismatch(scenario, 1, "5.5", "2.5"), "")
found["shown"] = failure.snapshot().values()[network.root]
found["message"] = explain(failure)
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """The answers of a kit with the new verb."""
    copy = tmp_path_factory.mktemp("kit")
    ignored = shutil.ignore_patterns("__pycache__", ".hypothesis", ".pytest_cache")
    for part in ("grader", "skeleton"):
        shutil.copytree(KIT / part, copy / part, ignore=ignored)
    table = copy / "skeleton/checks/explain/verbs.py"
    text = table.read_text("utf-8")
    assert text.endswith("\n}\n")
    table.write_text(text.removesuffix("}\n") + ENTRY, "utf-8")
    interpreter = copy / "skeleton/checks/guest/interpreter.py"
    text = interpreter.read_text("utf-8")
    interpreter.write_text(text.replace("\n    def _work(", BEHAVIOUR, 1), "utf-8")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (copy, copy / "skeleton")))}
    done = subprocess.run([sys.executable, "-P", "-c", SCRIPT], cwd=copy, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_both_subjects_do_it(answers: dict[str, object]) -> None:
    """The question is answered in this process and in the sandbox."""
    assert answers["here"] == answers["in the sandbox"] == [1, 5.5]


def test_its_answer_is_checked(answers: dict[str, object]) -> None:
    """The shape in the table decides: a reply that our own interpreter would not give is a forgery."""
    assert answers["forged"] is False


def test_it_is_shown(answers: dict[str, object]) -> None:
    """The network as the verb left it, and code that does the same."""
    message = str(answers["message"])
    assert answers["shown"] == 5.5
    assert "x1.value += 3.0" in message
