"""`grader doctor`: reports how well this machine can isolate student code, and how to improve that."""

from __future__ import annotations

import statistics
import time

import click

from checks.model.network import Builder
from grader.course.limits import Limits
from grader.judge.subject import SandboxedSubject
from grader.sandbox import SANDBOXES, Sandbox, seccomp, unsupported
from grader.startup import root_warning

STARTS = 20
"""Workers started in each sandbox. Their median is shown, which a few slow starts do not move."""


@click.command()
@click.option("--measure", is_flag=True, help="Also measure how long a worker takes to start in each sandbox.")
def doctor(measure: bool) -> None:
    """Show which sandboxes work on this machine, and how to enable the others.

    Exit code: 0 if a safe sandbox works, 1 if student code could only run in a plain process with limits.
    """
    if reason := unsupported():
        raise click.ClickException(reason)
    if warning := root_warning():
        click.secho(warning, fg="yellow", err=True)
    for sandbox in SANDBOXES:
        works = not sandbox.problem
        click.echo(f"{'✓' if works else '✗'} {sandbox.name}: {sandbox.summary if works else sandbox.problem}")
        if not works:
            click.echo(f"  to enable it: {sandbox.advice}")
    try:
        seccomp.compiled(seccomp.Files.GUARDED)
        click.echo("✓ system call filter: what a worker needs and nothing else, in every sandbox")
    except OSError as error:
        click.echo(f"✗ system call filter: {error}")
        click.echo("  to enable it: install libseccomp (Debian, Ubuntu: apt-get install libseccomp2)")
    working = [sandbox for sandbox in SANDBOXES if not sandbox.problem]
    click.echo(f"`grader grade` takes {working[0].name} here.")
    if measure:
        _tell_starts(working)
    raise SystemExit(not working[0].safe)


def _tell_starts(sandboxes: list[Sandbox]) -> None:
    """Print how long a worker takes until it is ready, and how that compares with a plain process."""
    times: dict[str, list[float]] = {sandbox.name: [] for sandbox in sandboxes}
    for _ in range(STARTS):  # in turn, so that what else the machine does hits all of them
        for sandbox in sandboxes:
            times[sandbox.name].append(_start(sandbox))
    medians = {name: statistics.median(values) for name, values in times.items()}
    click.echo(f"\nTime until a new worker replies (median of {STARTS}):")
    for name, median in medians.items():
        click.echo(f"  {name:<12}{median * 1000:6.1f} ms   {median / medians['process']:.2f} times that of a process")


def _start(sandbox: Sandbox) -> float:
    with SandboxedSubject("ex1_by_hand", "", Limits(), sandbox) as subject:
        began = time.perf_counter()
        subject.ask(Builder().network())  # nothing, but that takes a worker
        return time.perf_counter() - began
