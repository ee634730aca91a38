"""Measures with coverage.py, in the student's process and on request, which lines did not run."""

from __future__ import annotations

from coverage import Coverage


class LineCoverage:
    """Notes the lines of a file that run from now on, however often the module is loaded."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._coverage = Coverage(data_file=None, config_file=False, include=[file])
        # The other tracers need a compiled extension, or a newer Python.
        self._coverage.set_option("run:core", "pytrace")
        self._coverage.start()

    def lines_not_run(self) -> list[int]:
        """Return the numbers of the lines that could have run and did not."""
        _, _, _, missing, _ = self._coverage.analysis2(self._file)
        return missing
