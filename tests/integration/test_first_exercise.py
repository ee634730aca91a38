"""docs/tutorial/first-exercise.md, run as it stands in a copy of the kit."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.paths import KIT

PAGE = KIT / "docs/tutorial/first-exercise.md"

BLOCK = re.compile(r'^```(?P<kind>\w+)(?: title="(?P<title>[^"]*)")?\n(?P<body>.*?)^```$', re.M | re.S)


def blocks() -> Iterator[tuple[str, str, str]]:
    for match in BLOCK.finditer(PAGE.read_text("utf-8")):
        yield match["kind"], match["title"] or "", match["body"]


def write(kit: Path, title: str, body: str) -> None:
    """Write a file, append to it, or put something below a line of it, as the block's title says."""
    name, _, where = title.partition(", ")
    path = kit / name
    if not where:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, "utf-8")
    elif where == "at the end":
        path.write_text(path.read_text("utf-8") + body, "utf-8")
    else:
        line = where.removeprefix("below ") + "\n"
        text = path.read_text("utf-8")
        assert text.count(line) == 1
        path.write_text(text.replace(line, line + body), "utf-8")


def run(kit: Path, line: str) -> str:
    """Run a command of the page, and return what it prints, with single spaces; its exit code is as the page says."""
    command, _, remark = line.partition("  # exits with ")
    program, *arguments = shlex.split(command)
    assert program == "grader"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (kit, kit / "skeleton"))), "COLUMNS": "120"}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "grader", *arguments], cwd=kit, env=env, capture_output=True, text=True
    )
    assert done.returncode == int(remark or 0), done.stdout + done.stderr
    return " ".join(done.stdout.split())


@pytest.mark.slow
def test_the_page_is_right(tmp_path: Path) -> None:
    kit = tmp_path / "kit"
    ignored = shutil.ignore_patterns("__pycache__", ".hypothesis", ".pytest_cache")
    for part in ("grader", "reference", "skeleton"):
        shutil.copytree(KIT / part, kit / part, ignore=ignored)
    for name in ("LICENSE", "pyproject.toml"):
        shutil.copy(KIT / name, kit / name)
    said = ""
    for kind, title, body in blocks():
        if kind == "sh":
            said = " ".join(run(kit, line) for line in body.splitlines())
        elif kind == "text":
            for line in body.splitlines():
                assert line in said
        else:
            write(kit, title, body)
    released = {path.name: path.read_text("utf-8") for path in (kit / "build/students").rglob("*ex10_tanh.py")}
    assert {"ex10_tanh.py", "test_ex10_tanh.py"} <= released.keys()
    assert "math.tanh" not in released["ex10_tanh.py"]
