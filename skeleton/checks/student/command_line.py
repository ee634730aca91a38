"""The command line of `python -m backprop`, a student's daily commands."""

from __future__ import annotations

import argparse
import os
import sys

from checks.exercises import BY_STEM, Exercise
from checks.guest.loading import GIVEN
from checks.guest.time_limit import AT_HOME
from checks.student import commands
from checks.student.lessons import review_command
from checks.student.scoreboard import short_names
from checks.student.stub_state import PROJECT
from checks.student.terminal import encoding_of, readable


def exercise(text: str) -> Exercise:
    """Find the exercise that a person means by 3, ex3 or ex3_caching.

    Raises:
        argparse.ArgumentTypeError: There is no such exercise; the message lists the numbers.
    """
    for one in BY_STEM.values():
        if text in (str(one.number), one.stem, *short_names(one)):
            return one
    known = ", ".join(str(one.number) for one in BY_STEM.values())
    raise argparse.ArgumentTypeError(f"there is no exercise {text!r}; there are {known}")


def module(text: str) -> str:
    """Find the module of `backprop` that a person means by an exercise, or by the name of a given module.

    Raises:
        argparse.ArgumentTypeError: There is none.
    """
    return text if text in GIVEN else exercise(text).stem


def parser() -> argparse.ArgumentParser:
    """Build the parser, with a subcommand for each function of `commands`."""
    main = argparse.ArgumentParser(prog="python -m backprop", description="Work on the exercises.")
    sub = main.add_subparsers(dest="command", required=True, metavar="COMMAND")
    one = sub.add_parser("list", help="the exercises, and how far you are")
    one.set_defaults(run=lambda options: commands.list_exercises())
    one = sub.add_parser("read", help="the text of an exercise")
    one.add_argument("exercise", type=exercise, metavar="N")
    one.set_defaults(run=lambda options: commands.read(options.exercise))
    one = sub.add_parser("check", help="run the checks of one exercise, or of all")
    one.add_argument("exercise", nargs="?", type=exercise, metavar="N")
    one.add_argument("--hints", action="store_true", help="add a hint for what fails")
    one.set_defaults(run=lambda options: commands.check(options.exercise, options.hints))
    one = sub.add_parser("watch", help="run the checks of an exercise as soon as its file is saved")
    one.set_defaults(run=lambda options: commands.watch())
    one = sub.add_parser("hint", help="a hint for an exercise")
    one.add_argument("exercise", type=exercise, metavar="N")
    one.add_argument("step", nargs="?", type=int, default=1, help="1, 2 or 3; each says more than the one before")
    one.set_defaults(run=lambda options: commands.show_hint(options.exercise, options.step))
    one = sub.add_parser("draw", help="draw a network into an SVG file")
    one.add_argument(
        "what",
        nargs="?",
        default=commands.EXAMPLE,
        help="code such as 'Add([Input(2), Parameter(3)])', or the number of an exercise: the network that fails",
    )
    one.add_argument("--derivative", type=float, default=None, help="what comes down to the root")
    one.add_argument("--output", default="network.svg", metavar="FILE")
    one.set_defaults(run=lambda options: commands.draw(options.what, options.derivative, options.output))
    one = sub.add_parser("step", help="the chain rule step by step, beside what your code does, as a page")
    about = "the number of an exercise; or code, for the given framework"
    one.add_argument("what", nargs="?", default=commands.GRAPH, help=about)
    one.add_argument("code", nargs="?", default="", help="code that makes a network of that exercise's classes")
    one.add_argument("--failing", action="store_true", help="the network on which the exercise fails")
    one.add_argument("--derivative", type=float, default=1.0, help="what comes down to the root")
    one.add_argument("--output", default="step.html", metavar="FILE")
    one.set_defaults(run=lambda o: commands.step(o.what, o.code, o.derivative, o.failing, o.output))
    one = sub.add_parser("repro", help="run what the message about the first check that fails shows")
    one.add_argument("exercise", type=exercise, metavar="N")
    one.add_argument("--debug", action="store_true", help="stop in the first line of your function")
    one.set_defaults(run=lambda options: commands.repro(options.exercise, options.debug))
    one = sub.add_parser("review", help="your solution beside the model's by measure; without N the page at the end")
    one.add_argument("exercise", nargs="?", type=exercise, metavar="N")
    one.add_argument("--output", default="finished.html", metavar="FILE", help="for the page at the end")
    one.set_defaults(run=lambda options: review_command.review(options.exercise, options.output))
    one = sub.add_parser("reset", help="start an exercise anew; your file is kept in backups/")
    one.add_argument("module", type=module, metavar="N", help=f"an exercise, or {', '.join(GIVEN)}: as handed out")
    one.set_defaults(run=lambda options: commands.reset(options.module))
    return main


def main() -> int:
    """Run the command that was typed, in the project's folder, and return the exit code."""
    if not sys.argv[1:]:
        print(parser().format_help(), end="")
        return 2
    options = parser().parse_args()
    os.chdir(PROJECT)
    if sys.stderr.isatty():
        AT_HOME.tell = lambda text: print(readable(text, encoding_of(sys.stderr)), file=sys.stderr)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:  # pytest, if it ran, has said so
        return 130
    except BrokenPipeError:  # read by a pager, or by head, which has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code
