"""Generates parts of the pages from the code, where a page says `<!-- limits -->` and the like."""

from __future__ import annotations

import dataclasses
import html
import inspect
import json
import re
from collections.abc import Callable, Sequence
from typing import Any

import click
import griffe

from checks.exercises import BADGES, EXERCISES, Exercise
from grader.cli import main
from grader.course import registry
from grader.course.limits import Limits
from grader.paths import KIT, SKELETON
from grader.record import json_schema

MODULES = (
    *("grader.record", "grader.review"),
    *("checks.explain.failure", "checks.explain.yours.numbers"),
    *("checks.model.network", "checks.model.outcomes", "checks.model.scenario"),
)
"""The modules that define the types of the record, but for enumerations."""

TYPES = {
    name: member
    for module in MODULES
    for name, member in griffe.load(module, search_paths=[KIT, SKELETON]).members.items()
    if not member.is_alias and member.is_class
}
"""These types with the docstrings of their fields, which the schema leaves out."""


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Replace each `<!-- name -->` of a page by what the function of that name in `GENERATED` returns."""
    return re.sub(r"(?m)^<!-- (\w+) -->$", lambda match: GENERATED[match[1]](), markdown)


def limits() -> str:
    """Write a table of `[limits]`: key, default, meaning."""
    rows = [
        (f"`{field.name}`", f"{field.default:,} {field.metadata['unit']}", _meaning(field))
        for field in dataclasses.fields(Limits)
    ]
    return _table(("key", "default", "meaning"), rows)


def _meaning(limit: dataclasses.Field[Any]) -> str:
    return f"{limit.metadata['what']}. {limit.metadata['note']}".strip()


def commands() -> str:
    """Write a section for each command, with the texts of its `--help`."""
    context = click.Context(main, info_name="grader", color=False, terminal_width=100)
    return "\n\n".join(_command(main.get_command(context, name), context) for name in main.list_commands(context))


def _command(command: click.Command | None, parent: click.Context) -> str:
    """Write the section of a command; the commands of a group follow it."""
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
    """Format an option and its argument, so that a long list of choices may break at any `|`."""
    option, _, takes = names.partition(" ")
    return f"`{option}` {_cell(takes).replace('&#124;', '&#124;<wbr>')}"


def _cell(text: str) -> str:
    """Escape a text for a cell of a table."""
    return html.escape(text).replace("|", "&#124;").replace("[", "&#91;")


def exercises() -> str:
    """Write a table of the exercises: module, title, points, and numbers of checks."""
    return _exercises(EXERCISES)


def badges() -> str:
    """Write the same table for the badges."""
    return _exercises(BADGES)


def _exercises(listed: tuple[Exercise, ...]) -> str:
    rows = []
    for exercise in listed:
        visible, hidden = registry.visible_checks(exercise.stem), registry.hidden_checks(exercise.stem)
        points = sum(check.points for check in (*visible, *hidden))
        rows.append((f"`{exercise.stem}`", exercise.title, f"{points:g}", str(len(visible)), str(len(hidden))))
    return _table(("module", "exercise", "points", "visible checks", "hidden checks"), rows)


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Write a table in Markdown; each row must have one cell for each heading."""
    assert all(len(row) == len(heads) for row in rows)
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def schema() -> str:
    """Write a table for each type of the record's JSON schema, then the schema itself."""
    whole = json_schema()
    tables = [_type(name, definition) for name, definition in whole["$defs"].items()]
    code = json.dumps(whole, indent=2).replace("\n", "\n    ")
    title = "The schema itself, as `grader schema` prints it"
    return "\n\n".join([*tables, f'??? note "{title}"\n    ```json\n    {code}\n    ```'])


def _type(name: str, definition: dict[str, Any]) -> str:
    """Write a heading, and a table of the properties or the values of an enumeration."""
    lines = [f"### {name}", "", inspect.cleandoc(definition.get("description", "")), ""]
    if "enum" in definition:
        return "\n".join([*lines, ", ".join(f"`{value}`" for value in definition["enum"])])
    members = TYPES[name].all_members
    if "prefixItems" in definition:  # a named tuple, which JSON has as a list
        names = [key for key, member in members.items() if member.is_attribute and "property" not in member.labels]
        properties = dict(zip(names, definition["prefixItems"], strict=True))
        required, heading = names[: definition["minItems"]], "place in the list"
    else:
        properties, required, heading = definition["properties"], definition["required"], "key"
    rows = []
    for key, value in properties.items():
        docstring = members[key].docstring
        meaning = " ".join(docstring.value.split()) if docstring else ""
        optional = "" if key in required else ", may be missing"
        rows.append((f"`{key}`", _kind(value) + optional, meaning))
    return "\n".join([*lines, _table((heading, "type", "meaning"), rows)])


def _kind(value: dict[str, Any]) -> str:
    """Name the type of a JSON schema in words."""
    match value:
        case {"$ref": reference}:
            name = reference.rpartition("/")[2]
            return f"[{name}](#{name.lower()})"
        case {"anyOf": kinds}:
            return " or ".join(_kind(one) for one in kinds if one != {"type": "integer"} or NUMBER not in kinds)
        case {"const": constant}:
            return f"`{constant}`"
        case {"type": "array", "items": items}:
            return f"list of {_kind(items)}" if items else "list"
        case {"type": "array"}:
            return "list"
        case {"type": "object", "additionalProperties": dict(items)}:
            return f"{_kind(items)}, by name"
        case {"type": "string"}:
            return "text"
        case {"type": kind}:
            return str(kind)
    return "anything"


NUMBER = {"type": "number"}

GENERATED: dict[str, Callable[[], str]] = {
    "commands": commands,
    "limits": limits,
    "exercises": exercises,
    "badges": badges,
    "schema": schema,
}
