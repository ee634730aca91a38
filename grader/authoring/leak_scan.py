"""Searches what students get for the reference and the hidden checks: texts, syntax trees, Git objects, caches."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from checks.exercises import BY_STEM
from grader.authoring.markers import GIVEN, TELLING, make_stub, solution_lines
from grader.course import registry
from grader.intake.git import git, git_text
from grader.paths import GRADER, KIT, REFERENCE, SKELETON

MARKERS = ("BEGIN SOLUTION", "END SOLUTION", "BEGIN HIDDEN", "END HIDDEN")
"""Markers of a solution or a hidden test, as the reference and nbgrader's notebooks have them."""

CACHES = (
    *("__pycache__", ".pytest_cache", ".hypothesis", ".mypy_cache", ".ruff_cache", ".ipynb_checkpoints"),
    *(".venv", ".backprop", "build", "dist", "report.xml", ".coverage", ".DS_Store"),
)
"""Files and folders that tools leave behind; no release or bundle has them."""

CACHE_ENDINGS = (".pyc", ".pyo", ".egg-info", ".swp", "~", ".orig", ".rej")
"""Endings of further such names."""

BY_CHANCE = 2
"""Number of lines that a file of checks, or one by others, may share with one solution: `for child in node.children:`
walks a network in both."""

BODY = 120
"""Minimum length of a function's syntax tree in characters: a shorter one, as of `return self.value`, proves
nothing."""


def leaks(files: Iterable[tuple[str, bytes]], by_others: bool = False) -> list[str]:
    """Search the files, given by name and content; return a line for each find.

    Args:
        files: The files.
        by_others: Whether others wrote them, and may have written a line of a solution by chance.
    """
    return [f"{name}: {find}" for name, data in files for find in _leaks_in(name, data, by_others)]


def leaks_in_repository(folder: Path) -> list[str]:
    """Search a whole repository: its files, every object in `.git`, reachable or not, and the rest of `.git`."""
    files = [(str(p.relative_to(folder)), p.read_bytes()) for p in sorted(folder.rglob("*")) if p.is_file()]
    found = leaks((name, data) for name, data in files if not name.startswith(".git/objects"))
    seen = {data for _, data in files}
    ours = _commits_of_the_kit()
    for kind, identity, data in _objects(folder):
        if data in seen:
            continue  # the file has been searched under its name
        found += leaks([(f".git, {kind} {identity[:12]}", data)])
        if identity in ours:
            found.append(f".git, {kind} {identity[:12]}: a commit of the kit itself")
    if (folder / ".git/objects/info/alternates").exists():
        found.append(".git/objects/info/alternates: it borrows the objects of another repository")
    return found


def _leaks_in(name: str, data: bytes, by_others: bool) -> Iterator[str]:
    parts = Path(name).parts
    if any(part in CACHES or part.endswith(CACHE_ENDINGS) for part in parts):
        yield "a cache or a left-over, which may hold compiled code"
    content = data.decode("utf-8", errors="replace")
    lines = secret_lines()
    for secret in (*MARKERS, str(KIT), *hidden_titles()):
        # As comments only: a sentence about markers is no leak.
        if (f"# {secret}" if secret in MARKERS else secret) in content:
            yield f"has {secret!r}"
    found = [line for line in dict.fromkeys(map(str.strip, content.splitlines())) if line in lines]
    places = Counter(lines[line] for line in found)
    for line in found:
        if not (by_others or parts[0] == "checks") or places[lines[line]] > BY_CHANCE:
            yield f"has the line {line!r} of {lines[line]}"
    for shape in set(_bodies(content)) & set(secret_bodies()):
        yield f"has a function with the same syntax tree as {secret_bodies()[shape]}"


@cache
def secret_lines() -> dict[str, str]:
    """Collect the lines of the reference and the hidden checks that no given file has, each with the file it is in."""
    found = {line: f"reference/{p.name}" for p in _references() for line in solution_lines(p.read_text("utf-8"))}
    for line in _common(_stub_lines(), found):
        del found[line]
    hidden = {line.strip(): f"grader/hidden/{p.name}" for p in _hidden() for line in p.read_text("utf-8").splitlines()}
    visible = [line.strip() for p in (SKELETON / "checks").glob("*.py") for line in p.read_text("utf-8").splitlines()]
    for line in [*_common(visible, hidden), *(line for line in hidden if len(line) < TELLING)]:
        hidden.pop(line, None)
    return found | {line: place for line, place in hidden.items() if not line.startswith(("from ", "import "))}


@cache
def hidden_titles() -> tuple[str, ...]:
    """List the titles of the hidden checks."""
    return tuple(check.law for stem in BY_STEM for check in registry.hidden_checks(stem))


@cache
def secret_bodies() -> dict[str, str]:
    """Collect the syntax trees of solved functions and of hidden checks, each with the place it is from.

    A function that is in the given files as well is no secret: a solution may well do the same as the framework, and a
    hidden check the same as a visible one, with other networks.
    """
    given = {shape for path in GIVEN for shape in _bodies(path.read_text("utf-8"))}
    stubs = {shape for source in _stubs() for shape in _bodies(source)}
    found = {s: f"{n} in reference/{p.name}" for p in _references() for s, n in _bodies(p.read_text("utf-8")).items()}
    shown = {shape for path in (SKELETON / "checks").glob("*.py") for shape in _bodies(path.read_text("utf-8"))}
    hidden = {s: f"{n} in grader/hidden/{p.name}" for p in _hidden() for s, n in _bodies(p.read_text("utf-8")).items()}
    found |= {shape: place for shape, place in hidden.items() if shape not in shown}
    return {shape: place for shape, place in found.items() if shape not in given | stubs}


def _bodies(source: str) -> dict[str, str]:
    """Map the syntax tree of each function's body to the function's name, without docstrings and layout."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            body = node.body[ast.get_docstring(node) is not None :]
            shape = "".join(map(ast.dump, body))
            if len(shape) >= BODY:
                found[shape] = node.name
    return found


def _references() -> list[Path]:
    return sorted(REFERENCE.glob("*.py"))


def _hidden() -> list[Path]:
    return sorted((GRADER / "hidden").glob("test_*.py"))


def _stubs() -> list[str]:
    return [make_stub(p.read_text("utf-8"), 0, p.name) for p in _references()]


def _stub_lines() -> list[str]:
    return [line.strip() for source in _stubs() for line in source.splitlines()]


def _common(lines: Iterable[str], found: dict[str, str]) -> set[str]:
    return set(lines) & set(found)


def _commits_of_the_kit() -> set[str]:
    if not (KIT / ".git").exists():  # from a wheel or an archive; a repository around it is not the kit's
        return set()
    return set(git_text(KIT, "rev-list", "--all").splitlines())


def _objects(folder: Path) -> Iterator[tuple[str, str, bytes]]:
    """Yield kind, identity and content of every object except trees, which hold only names."""
    stream = git(folder, "cat-file", "--batch-all-objects", "--batch", "--unordered")
    while stream:
        head, _, stream = stream.partition(b"\n")
        identity, kind, size = head.decode().split()
        data, stream = stream[: int(size)], stream[int(size) + 1 :]
        if kind != "tree":
            yield kind, identity, data
