"""Answers the page: an order comes as JSON, and so does everything that is told about it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any

from checks.exercises import BY_STEM
from checks.stepper.page import data, written
from checks.student.step_command import steps_of
from grader.site.in_browser.checking import Checking, Tell, write
from grader.site.in_browser.console import Console
from grader.site.in_browser.playing import Playground
from grader.site.in_browser.watching import begun


class Desk:
    """Takes orders; what one leaves behind, such as the names in the console, is there for the next."""

    def __init__(self, checking: Checking) -> None:
        self._checking = checking
        self._console = Console()
        self._playground = Playground()

    def answer(self, order: Mapping[str, Any], tell: Tell) -> None:
        """Do what an order says, which names it under `do`; the student's files come along with it."""
        write(order.get("files", {}))
        verbs: dict[str, Callable[[Mapping[str, Any], Tell], None]] = {
            "check": lambda o, tell: self._checking.run(o["stem"], o["done"], tell),
            "run": lambda o, tell: self._console.run(o["stem"], tell),
            "type": lambda o, tell: self._console.type(o["code"], tell),
            "steps": self._steps,
            "show": lambda o, tell: tell({"kind": "shown", **self._playground.show(o["code"])}),
            "begin": lambda o, tell: tell({"kind": "begun", **self._playground.begin(o["code"], o["task"], o["rate"])}),
            "train": lambda _, tell: tell({"kind": "trained", **self._playground.train()}),
        }
        try:
            verbs[order["do"]](order, tell)
        except ValueError as error:  # says what is wrong with what was typed
            tell({"kind": "refused", "text": str(error)})

    def _steps(self, order: Mapping[str, Any], tell: Tell) -> None:
        """Make the page of steps beside what the student's code does; a check is named to see where that failed."""
        stem = order["stem"]
        failure = self._checking.failures.get(order["check"])
        failing = failure.snapshot() if failure else None
        found = steps_of(BY_STEM[stem], "", 1.0, failing)
        tell({"kind": "page", "page": written(data(*found))})


def ready() -> Callable[[str, Callable[[str], None]], None]:
    """Get ready to answer, and return what the worker calls with an order and what to tell."""
    sys.dont_write_bytecode = True  # a file that is saved twice in a second would be taken for the same
    watcher = begun()
    checking = Checking(watcher.limit)

    def alive() -> None:
        checking.beat()  # that of the moment

    watcher.alive = alive
    desk = Desk(checking)
    return lambda order, tell: desk.answer(json.loads(order), lambda message: tell(json.dumps(message)))
