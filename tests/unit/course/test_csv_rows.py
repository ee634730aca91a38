"""CSV files as spreadsheets write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course.csv_rows import read_rows


@pytest.mark.parametrize(
    "text",
    [
        'student,name\nada,"Lovelace; Ada"\n',
        'student;name\r\nada;"Lovelace; Ada"\r\n',
        '\ufeffStudent;Name\nada;"Lovelace; Ada"\n',
    ],
)
def test_commas_or_semicolons(tmp_path: Path, text: str) -> None:
    """The other one may stand in a cell."""
    (tmp_path / "a.csv").write_text(text, encoding="utf-8", newline="")
    headings, (row,) = read_rows(tmp_path / "a.csv")
    assert headings == ["student", "name"]
    assert row.values == {"student": "ada", "name": "Lovelace; Ada"}
    assert not row.too_many


def test_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("student\nada\n", encoding="utf-16")
    with pytest.raises(ValueError, match="expected text in UTF-8, save it as CSV UTF-8: 'utf-8' codec"):
        read_rows(tmp_path / "a.csv")


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").touch()
    assert read_rows(tmp_path / "a.csv") == ([], [])
