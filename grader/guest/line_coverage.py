"""Runs inside the student's process, when asked for: coverage.py, and the lines that did not run."""

from __future__ import annotations

from coverage import Coverage


class LineCoverage:
    """Notes the lines of a file that run, from now on and however often the module is loaded."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._coverage = Coverage(data_file=None, config_file=False, include=[file])
        # The other ways to measure need what is compiled, or a newer Python.
        self._coverage.set_option("run:core", "pytrace")
        self._coverage.start()

    def lines_not_run(self) -> list[int]:
        """The lines of the file that could have run and have not."""
        _, _, _, missing, _ = self._coverage.analysis2(self._file)
        return missing
