"""The options of `grader grade` that say where student code runs and what it may use."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from grader.course.limits import Limits
from grader.sandbox import NAMES

F = TypeVar("F", bound=Callable[..., Any])


def limit_options(command: F) -> F:
    """One option for each limit. Those that are not given are None: `limits_from` leaves them as they are."""
    for field in reversed(dataclasses.fields(Limits)):
        whole = isinstance(field.default, int)
        command = click.option(
            f"--{field.name.replace('_', '-')}",
            field.name,
            type=click.IntRange(min=1) if whole else click.FloatRange(min=0, min_open=True),
            help=f"At most so many {_unit(field)} (default: {field.default:,}).",
        )(command)
    return command


def limits_from(options: Mapping[str, Any], limits: Limits) -> Limits:
    """The limits, changed by the options that were given."""
    names = [field.name for field in dataclasses.fields(Limits)]
    return dataclasses.replace(limits, **{name: options[name] for name in names if options[name] is not None})


def sandbox_options(command: F) -> F:
    """Which sandbox, and whether to refuse a weak one."""
    command = click.option(
        "--require-sandbox", is_flag=True, help="Refuse to grade where neither bubblewrap nor Landlock works."
    )(command)
    return click.option(
        "--sandbox", "sandbox_name", type=click.Choice(NAMES), default="auto", show_default=True,
        help="Where student code runs; auto takes the safest that works here.",
    )(command)  # fmt: skip


def _unit(field: dataclasses.Field[Any]) -> str:
    unit, what = field.metadata["unit"], field.metadata["what"]
    return f"{unit} {what}" if unit else what
