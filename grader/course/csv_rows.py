"""Reads the CSV files that an instructor writes: a roster, and a list of exceptions."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple


class Row(NamedTuple):
    """A row with something in it."""

    line: int
    """The line of the file in which it ends, as an editor counts: blank lines and lines within a cell count."""

    values: dict[str, str]
    """The cells by the headings of their columns, in small letters. A cell that is missing is empty."""

    too_many: bool
    """Whether there is more in it than there are columns: a comma within a cell needs quotation marks."""


def read_rows(file: Path) -> tuple[list[str], list[Row]]:
    """Read the headings, in small letters, and the rows.

    Where the first line has more semicolons than commas, they separate the cells: so some spreadsheets write it.

    Raises:
        ValueError: The file cannot be read; the message says why.
    """
    try:
        with file.open(newline="", encoding="utf-8-sig") as opened:
            first = opened.readline()
            opened.seek(0)
            delimiter = ";" if first.count(";") > first.count(",") else ","
            reader = csv.DictReader(opened, restval="", delimiter=delimiter)
            rows = [_row(reader.line_num, cells) for cells in reader]
            return [heading.strip().lower() for heading in reader.fieldnames or ()], rows
    except UnicodeDecodeError as error:
        raise ValueError(f"expected text in UTF-8, save it as CSV UTF-8: {error}") from None
    except (OSError, csv.Error) as error:
        raise ValueError(error.strerror if isinstance(error, OSError) else str(error)) from None


def _row(line: int, cells: dict[str | None, str | list[str]]) -> Row:
    more = cells.pop(None, [])
    values = {heading.strip().lower(): str(cell).strip() for heading, cell in cells.items() if heading}
    return Row(line, values, any(str(cell).strip() for cell in more))
