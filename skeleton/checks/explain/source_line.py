"""The line of a student's file to point at when a check did not pass."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.explain.verbs import VERBS
from checks.model.outcomes import Raised
from checks.model.scenario import Scenario

DEFINITION = re.compile(r"(?P<indent> *)(?:async +)?(?P<kind>def|class) +(?P<name>\w+)")
"""Finds definitions line by line, without a parser: the file may contain anything, and the grader reads it too."""

GIVES_BACK = re.compile(
    r"\s*+(?:(?:if|elif|else|for|while|with|try|except|finally|case|def|async)\b.*: *|.*; *)?"
    r"(?:return\b *(?!None\b)[^\s#]|yield\b|raise +NotImplementedError)"
)
"""Finds lines of a function that gives something back, or that is not written yet; prose in a docstring is none."""


CALLED = re.compile(r"\b\w++(?=\()")
"""Finds the names of what is called in a line."""

STATEMENT = re.compile(r"\s*(?:\w++(?:\(\))?\.)*+(?P<name>\w++)\(")
"""Finds the name of what is called by a line that does nothing with the answer."""

PROCEDURES = {"__init__", "backward", "compile", "on_backward"}
"""Functions that return nothing."""

IDLE = re.compile(r"(?s:(\"\"\"|''')(?:(?!\1).)*+\1)|(?m:^[ \t]*+(?:pass|\.\.\.|raise\b.*|#.*|@.*)$)")
"""Finds what computes nothing in a function: whatever has nothing else is abstract."""


def line_to_edit(source: str, scenario: Scenario | None, step: int = -1, raised: Raised | None = None) -> int:
    """Find the line to point at: of the exception, else of the method that was asked, else of the stub, else the top.

    Args:
        source: The text of the student's file.
        scenario: The question; None while the module was being loaded.
        step: The step whose answer was wrong.
        raised: The exception that came instead of an answer.

    Returns:
        The number of the line, counted from 1.
    """
    if raised and raised.frames:
        return raised.frames[-1][1]
    lines = source.splitlines()
    defined = _definitions(lines)
    for name in _candidates(scenario, step) if scenario else ():
        if name in defined:
            return defined[name]
    return next((at for at, line in enumerate(lines, 1) if 'raise NotImplementedError("Exercise' in line), 1)


def without_return(source: str, scenario: Scenario, step: int) -> tuple[str, int] | None:
    """Find the function that did a step, and in which no value is returned anywhere.

    Args:
        source: The text of the student's file.
        scenario: The question.
        step: The step whose answer was None.

    Returns:
        The name of the function and its line; None if each has a `return` with a value, or is none of the student's.
    """
    lines = source.splitlines()
    defined = _definitions(lines)
    for name in _candidates(Scenario(scenario.network, scenario.steps[step : step + 1]), 0):
        at = defined.get(name, 0)
        match = DEFINITION.match(lines[at - 1]) if at else None
        if match and match["kind"] == "def":
            body = _body(lines[at:], len(match["indent"]))
            if not any(map(GIVES_BACK.match, [lines[at - 1], *body])):
                return name.rpartition(".")[2], at
    return None


def forgotten_return(source: str, scenario: Scenario, step: int, raised: Raised | None) -> tuple[str, int] | None:
    """Find a function in which no value is returned anywhere, although one is used, after a None was met.

    The lines that an exception came by are searched first, the last one first, then what the steps called, the latest
    first, then what these functions call.

    Args:
        source: The text of the student's file.
        scenario: The question.
        step: The step that failed.
        raised: The exception that came, if one did.

    Returns:
        The name of the function and its line; None if each has a `return` with a value, or is none of the student's.
    """
    lines = source.splitlines()
    defined: dict[str, list[tuple[int, re.Match[str]]]] = {}
    for at, line in enumerate(lines, 1):
        if match := DEFINITION.match(line):
            defined.setdefault(match["name"], []).append((at, match))
    passed = [lines[frame.line - 1] for frame in reversed(raised.frames if raised else ()) if frame.line <= len(lines)]
    typed = [one.argument for one in reversed(scenario.steps[: step + 1]) if one.verb == "example"]
    queue = [name for line in [*passed, *typed] for name in _used_in(line)]
    queue += [name.rpartition(".")[2] for name in _candidates(scenario, step)]
    queue += [one.verb for one in reversed(scenario.steps[: step + 1])]  # most are called as what they call
    for name in queue:  # which grows
        for at, match in defined.pop(name, ()):
            body = list(_body(lines[at:], len(match["indent"])))
            returns = (
                match["kind"] == "class" or name in PROCEDURES or any(map(GIVES_BACK.match, lines[at - 1 :][:1] + body))
            )
            if not returns and IDLE.sub("", "\n".join(body)).strip():
                return name, at
            queue += [used for line in (lines[at - 1].partition(":")[2], *body) for used in _used_in(line)]
    return None


def _used_in(line: str) -> list[str]:
    """List the names of what is called in a line that does something with the answers."""
    if definition := DEFINITION.match(line):
        line = line[definition.end() :]
    match = STATEMENT.match(line)
    return [name for name in CALLED.findall(line) if match is None or name != match["name"]]


def _body(lines: list[str], indent: int) -> Iterator[str]:
    """Yield the lines of a function that begins before `lines`, and is indented by so many spaces."""
    for line in lines:
        text = line.strip()
        if text and not text.startswith((")", "#")) and len(line) - len(line.lstrip()) <= indent:
            return
        yield line


def _candidates(scenario: Scenario, step: int) -> list[str]:
    """List the names of what answered, the last step first: `Class.method`, then `method`, then `Class`."""
    names = []
    last = range(len(scenario.steps))[step] if scenario.steps else -1
    for verb, node, argument in reversed(scenario.steps[: last + 1]):
        if verb in ("call", "make"):
            names.append(argument[0])
            continue
        methods = VERBS[verb].methods
        known = node is not None and node < len(scenario.network.nodes)
        kind = scenario.network.nodes[node].kind if known and node is not None else ""
        names += [*(f"{kind}.{method}" for method in methods), *methods, *([kind] if methods else [])]
    return names


def _definitions(lines: list[str]) -> dict[str, int]:
    """Find the first line of each class, function and method; a method also as `Class.method`."""
    found: dict[str, int] = {}
    owner = ""
    for at, line in enumerate(lines, 1):
        match = DEFINITION.match(line)
        if match is None:
            continue
        name = match["name"]
        found.setdefault(name, at)
        if match["kind"] == "class":
            owner = name
        elif match["indent"] and owner:
            found.setdefault(f"{owner}.{name}", at)
    return found
