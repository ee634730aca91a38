"""Puts into the pages what the code knows itself, where a page says `<!-- limits -->` and the like."""

from __future__ import annotations

import dataclasses
import html
import importlib.util
import inspect
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner

from checks.exercises import BADGES, EXERCISES, Exercise
from grader.cli import main
from grader.course import registry
from grader.course.limits import Limits

TO_COME = "!!! note\n    This page is made from `{}`, which this version of the kit does not have yet.\n"


def on_page_markdown(markdown: str, **_: Any) -> str:
    """The page with each `<!-- name -->` replaced by what the function of that name in `GENERATED` returns."""
    # Until the module is merged, its page says that it is to come.
    for module in re.findall(r"(?m)^::: (grader\.\w+)", markdown):
        if importlib.util.find_spec(module) is None:
            markdown = re.sub(rf"(?m)^::: {re.escape(module)}\b.*(\n    .*)*", TO_COME.format(module), markdown)
    return re.sub(r"(?m)^<!-- (\w+) -->$", lambda match: GENERATED[match[1]](), markdown)


def limits() -> str:
    """A table of `[limits]`: key, default, meaning."""
    rows = [
        (f"`{field.name}`", f"{field.default:,} {field.metadata['unit']}", field.metadata["what"])
        for field in dataclasses.fields(Limits)
    ]
    return _table(("key", "default", "at most that much"), rows)


def commands() -> str:
    """What `--help` says of each command."""
    context = click.Context(main, info_name="grader", color=False, terminal_width=100)
    return "\n\n".join(_command(main.get_command(context, name), context) for name in main.list_commands(context))


def _command(command: click.Command | None, parent: click.Context) -> str:
    """A section about a command; a group's commands follow it."""
    assert command is not None
    context = click.Context(command, info_name=command.name, parent=parent)
    parts = [f"## {context.command_path}", inspect.cleandoc(command.help or "")]
    parts.append(f"```text\n{command.get_usage(context).removeprefix('Usage: ')}\n```")
    records = [param.get_help_record(context) for param in command.get_params(context)]
    shown = [record for record in records if record and record[1] and "--help" not in record[0]]
    if shown:
        rows = [(_names(names), _cell(text)) for names, text in shown]
        parts.append(_table(("option", "what it does"), rows))
    if isinstance(command, click.Group):
        children = [command.get_command(context, name) for name in command.list_commands(context)]
        parts += [_command(child, context) for child in children if child and not child.hidden]
    return "\n\n".join(parts)


def _names(names: str) -> str:
    """The option and what it takes. A long list of choices may be broken anywhere."""
    option, _, takes = names.partition(" ")
    return f"`{option}` {_cell(takes).replace('&#124;', '&#124;<wbr>')}"


def _cell(text: str) -> str:
    """Text that a cell of a table can hold."""
    return html.escape(text).replace("|", "&#124;").replace("[", "&#91;")


def exercises() -> str:
    """A table of the exercises: module, title, points, and how many checks there are."""
    return _exercises(EXERCISES)


def badges() -> str:
    """The same of the badges."""
    return _exercises(BADGES)


def _exercises(them: tuple[Exercise, ...]) -> str:
    rows = []
    for one in them:
        visible, hidden = registry.visible_checks(one.stem), registry.hidden_checks(one.stem)
        points = sum(check.points for check in (*visible, *hidden))
        rows.append((f"`{one.stem}`", one.title, f"{points:g}", str(len(visible)), str(len(hidden))))
    return _table(("module", "exercise", "points", "visible checks", "hidden checks"), rows)


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table in Markdown; each row must have as many cells as there are heads."""
    assert all(len(row) == len(heads) for row in rows)
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def example() -> str:
    """The script that grades a folder, which a test runs."""
    file = Path(__file__).parent / "examples/grade_a_folder.py"
    return (
        f"```python\n{file.read_text('utf-8')}```" if file.is_file() else TO_COME.format(f"docs/examples/{file.name}")
    )


def schema() -> str:
    """The record's JSON schema: a table for each type in it, then the schema itself."""
    done = CliRunner().invoke(main, ["schema"])
    if "No such command" in done.output:
        return TO_COME.format("grader schema")
    if done.exit_code:
        raise RuntimeError(f"grader schema: exit code {done.exit_code}: {done.output}")
    whole = json.loads(done.stdout)
    tables = [_type(name, definition) for name, definition in whole["$defs"].items()]
    code = json.dumps(whole, indent=2).replace("\n", "\n    ")
    return "\n\n".join(
        [*tables, f'??? note "The schema itself, as `grader schema` prints it"\n    ```json\n    {code}\n    ```']
    )


def _type(name: str, definition: dict[str, Any]) -> str:
    """A heading and a table of the properties, or of the values of an enumeration."""
    lines = [f"### {name}", "", definition.get("description", ""), ""]
    if "enum" in definition:
        return "\n".join([*lines, ", ".join(f"`{value}`" for value in definition["enum"])])
    rows = [
        (f"`{key}`", _kind(value), _cell(value.get("description", "")))
        for key, value in definition.get("properties", {}).items()
    ]
    return "\n".join([*lines, _table(("key", "type", "meaning"), rows)])


def _kind(value: dict[str, Any]) -> str:
    """A JSON schema's type in words."""
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in value:
        return " or ".join(_kind(one) for one in value["anyOf"])
    if "const" in value or "enum" in value:
        return " or ".join(f"`{one}`" for one in value.get("enum", [value.get("const")]))
    if value.get("type") == "array":
        return f"list of {_kind(value['items'])}" if value.get("items") else "list"
    if value.get("type") == "object" and isinstance(value.get("additionalProperties"), dict):
        return f"{_kind(value['additionalProperties'])} by name"
    kinds = value.get("type", "anything")
    return " or ".join(kinds) if isinstance(kinds, list) else kinds


GENERATED: dict[str, Callable[[], str]] = {
    "commands": commands,
    "limits": limits,
    "exercises": exercises,
    "badges": badges,
    "example": example,
    "schema": schema,
}
