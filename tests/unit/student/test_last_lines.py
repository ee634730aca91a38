"""A flood of lines is cut to its end, and said to be."""

from __future__ import annotations

import tracemalloc

from checks.student.last_lines import LINES_KEPT, LastLines


def test_the_last_lines_are_kept() -> None:
    kept = LastLines()
    for i in range(1000):
        print("line", i, file=kept)
    kept.write("no end")
    lines = kept.lines()
    assert lines[0] == f"... ({1001 - LINES_KEPT} lines before, for other networks)"
    assert lines[-2:] == ["line 999", "no end"]
    assert len(lines) == LINES_KEPT + 1


def test_one_line_left_out() -> None:
    kept = LastLines()
    kept.write("line\n" * (LINES_KEPT + 1))
    assert kept.lines()[0] == "... (1 line before, for other networks)"


def test_written_at_once_or_bit_by_bit() -> None:
    text = "".join(f"{i}\n" for i in range(100)) + "end"
    at_once, in_bits = LastLines(), LastLines()
    at_once.write(text)
    for character in text:
        in_bits.write(character)
    assert at_once.lines() == in_bits.lines()


def test_a_flood_at_once_takes_no_memory() -> None:
    flood = "x\n" * 1_000_000
    kept = LastLines()
    tracemalloc.start()
    try:
        kept.write(flood)
        assert tracemalloc.get_traced_memory()[1] < 3 * len(flood)
    finally:
        tracemalloc.stop()
    assert kept.lines()[0] == f"... ({1_000_000 - LINES_KEPT} lines before, for other networks)"


def test_few_lines_are_all_there() -> None:
    kept = LastLines()
    print("one\ntwo", file=kept)
    assert kept.lines() == ["one", "two"]


def test_a_line_without_end_takes_little() -> None:
    kept = LastLines(longest=400)
    for _ in range(10_000):
        kept.write("x" * 1000)
    assert kept.lines() == ["x" * 400]
    kept.write("\nnext")
    assert kept.lines() == ["x" * 400, "next"]
