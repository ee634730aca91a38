"""Options that several commands have: the exercises, the sandbox of student code, and its limits."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import click

from grader.course.limits import Limits
from grader.course.validation import describe_unknown
from grader.sandbox import NAMES

F = TypeVar("F", bound=Callable[..., Any])


class ExerciseName(click.Choice[str]):
    """The name of an exercise, whole or short: `ex3_caching`, `ex3` and `3` are the same."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        stems = [str(stem) for stem in self.choices]
        for stem in stems:
            short = stem.partition("_")[0]
            if value in (stem, short, short.removeprefix("ex")):
                return stem
        return self.fail(describe_unknown(str(value), stems), param, ctx)


class FiniteRange(click.FloatRange):
    """A number within bounds that is neither infinite nor `nan`, which is within any bounds."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        number: float = super().convert(value, param, ctx)
        return number if math.isfinite(number) else self.fail(f"expected a number, got {value!r}", param, ctx)


def exercise_option(stems: Sequence[str], verb: str) -> Callable[[F], F]:
    """Add the option that restricts a command to some exercises.

    Args:
        stems: The exercises that there are.
        verb: What the command does with them, for the help.
    """
    return click.option(
        "--exercise", multiple=True, type=ExerciseName(stems), help=f"{verb} this exercise only (repeatable)."
    )


def limit_options(command: F) -> F:
    """Add an option for each limit. An option that is not given is None, and `limits_from` keeps that limit."""
    for field in reversed(dataclasses.fields(Limits)):
        whole = isinstance(field.default, int)
        command = click.option(
            f"--{field.name.replace('_', '-')}",
            field.name,
            type=click.IntRange(min=1) if whole else FiniteRange(min=0, min_open=True),
            help=_help(field),
        )(command)
    return command


def limits_from(options: Mapping[str, Any], limits: Limits) -> Limits:
    """Change the limits by the options that were given."""
    names = [field.name for field in dataclasses.fields(Limits)]
    return dataclasses.replace(limits, **{name: options[name] for name in names if options[name] is not None})


def sandbox_options(command: F) -> F:
    """Add the options that choose the sandbox, and that refuse a weak one."""
    command = click.option(
        "--require-sandbox", is_flag=True, help="Refuse to grade if neither bubblewrap nor Landlock works."
    )(command)
    return click.option(
        "--sandbox", "sandbox_name", type=click.Choice(NAMES), default="auto", show_default=True,
        help="Sandbox for student code; auto is the safest one that works on this machine.",
    )(command)  # fmt: skip


def _help(limit: dataclasses.Field[Any]) -> str:
    about = limit.metadata
    unit = f", in {about['unit']}" if about["unit"] else ""
    return f"{about['what']}{unit} (default: {limit.default:,}). {about['note']}".strip()
