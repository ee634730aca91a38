"""The console: runs the student's file, then what is typed, with the names that are there by then."""

from __future__ import annotations

import ast
import linecache
import sys
import traceback
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

from checks.exercises import BY_STEM
from checks.guest.loading import source_file, source_text
from grader.site.in_browser.checking import Tell
from grader.site.in_browser.output import Sent

TYPED = "<console>"
"""The name of what is typed, in tracebacks."""


class Console:
    """The names that a student has defined, by running a file or by typing."""

    def __init__(self) -> None:
        self._names: dict[str, Any] = {"__name__": "__main__"}

    def run(self, stem: str, tell: Tell) -> None:
        """Run the student's file anew; the names that it defines are those of the console from then on."""
        self._forget()
        self._names = {"__name__": "__main__", "__file__": str(source_file(stem))}
        self._execute(source_text(stem), str(source_file(stem)), tell)

    def type(self, code: str, tell: Tell) -> None:
        """Run what is typed; it may import the student's files as they stand in the editor."""
        self._forget()
        linecache.cache[TYPED] = (len(code), None, [line + "\n" for line in code.splitlines()], TYPED)
        self._execute(code, TYPED, tell)

    @staticmethod
    def _forget() -> None:
        """Have the next import of a student's module read the file again."""
        for stem in BY_STEM:
            sys.modules.pop(f"backprop.{stem}", None)

    def _execute(self, code: str, file: str, tell: Tell) -> None:
        """Run code, and tell what it prints, the value of its last expression, and its exception."""
        stream = Sent(lambda text: tell({"kind": "output", "text": text}))
        with redirect_stdout(stream), redirect_stderr(stream):
            try:
                tree = ast.parse(code, file)
                last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
                exec(compile(tree, file, "exec"), self._names)  # noqa: S102  # what a console is for
                if isinstance(last, ast.Expr) and file == TYPED:
                    value = eval(compile(ast.Expression(last.value), file, "eval"), self._names)  # noqa: S307  # likewise
                    if value is not None:
                        print(repr(value))
                elif last is not None:
                    exec(compile(ast.Module([last], []), file, "exec"), self._names)  # noqa: S102  # likewise
            except MemoryError as error:
                tell_error(error, stream)
                # What filled the memory may well have a name; with it there would be no room for the next check.
                self._names.clear()
                self._names["__name__"] = "__main__"
                stream.write("To have room again, the console forgets all names.\n")
            except BaseException as error:  # noqa: BLE001  # code that students typed may raise anything
                tell_error(error, stream)
        stream.flush()


def tell_error(error: BaseException, stream: Sent) -> None:
    """Print a traceback without our own frames."""
    own = error.__traceback__
    while own and own.tb_frame.f_code.co_filename == __file__:
        own = own.tb_next
    lines = traceback.format_exception(type(error), error.with_traceback(own), own, limit=-8)
    stream.write("".join(lines))
