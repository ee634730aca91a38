"""What nbgrader's gradebook knows of the cells of a notebook that was handed out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from nbgrader.api import Gradebook, SourceCell


@dataclass(frozen=True)
class Released:
    """The cells of a notebook as they were handed out, by their names. They are the same for all students."""

    cells: Mapping[str, SourceCell]
    points: Mapping[str, float]
    """Of each grade cell."""

    solutions: frozenset[str]

    @classmethod
    def read(cls, about: Mapping[str, str]) -> Self:
        """Read them.

        Args:
            about: What nbgrader knows of a notebook: the assignment, the notebook's name, the address of the gradebook.

        Raises:
            nbgrader.api.MissingEntry: The gradebook has no such notebook.
        """
        with Gradebook(about["db_url"]) as gradebook:
            source = gradebook.find_notebook(about["notebook"], about["assignment"])
            return cls(
                {cell.name: cell for cell in source.source_cells},
                {cell.name: float(cell.max_score) for cell in source.grade_cells},
                frozenset(cell.name for cell in source.solution_cells),
            )

    def kinds(self) -> dict[str, dict[str, Any]]:
        """Return the metadata of each of nbgrader's cells, made anew: cell's name -> metadata."""
        kinds = {}
        for name, cell in self.cells.items():
            kind = {
                "schema_version": 3,
                "grade_id": name,
                "grade": name in self.points,
                "solution": name in self.solutions,
                "locked": bool(cell.locked),
                "task": False,
                "checksum": cell.checksum,
                "cell_type": cell.cell_type,
            }
            kinds[name] = kind | ({"points": self.points[name]} if name in self.points else {})
        return kinds
