"""The places where a failure is read, with the words that fit each."""

from __future__ import annotations

from collections.abc import Sequence

from checks.exercises import BY_STEM
from checks.explain.repro import repro
from checks.model.outcomes import Frame, Raised
from checks.model.scenario import Scenario


class Medium:
    """A project on somebody's disk: solutions are files, code is pasted into Python."""

    paste = "into Python in the project's folder"
    in_module = True

    def file(self, stem: str) -> str:
        """Name the place that a student edits."""
        return BY_STEM[stem].file

    def place(self, frame: Frame) -> str:
        """Name a line of the student's code, as a part of a sentence."""
        return f"{frame.file}, line {frame.line}"

    def position(self, frame: Frame) -> str:
        """Name a line of the student's code in the form that editors and terminals make a link."""
        return f"{frame.file}:{frame.line}"

    def raised(self, raised: Raised) -> str:
        """Describe an exception, and where it came from."""
        return raised.sentence(self.place)

    def repro(self, scenario: Scenario, stem: str, shown: int, before: Sequence[Scenario] = ()) -> str:
        """Write code that shows the answer of the step `shown`, after the questions `before`."""
        return repro(scenario, stem, shown, self.in_module, before)


class NotebookMedium(Medium):
    """A notebook: solutions are what its cells define, code is pasted into a cell."""

    paste = "into a cell"
    in_module = False

    def file(self, stem: str) -> str:
        return "the cells of your notebook"

    def place(self, frame: Frame) -> str:
        return f"line {frame.line} of its cell"

    def position(self, frame: Frame) -> str:
        return self.place(frame)


class PushMedium(Medium):
    """The output of `git push`, which puts a word and spaces before each line."""

    paste = "into Python in the project's folder, each line without what stands before it here"


PROJECT = Medium()
PUSH = PushMedium()
NOTEBOOK = NotebookMedium()
