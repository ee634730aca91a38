"""What code prints reaches the page in part: a flood of it is cut off, and said to be."""

from __future__ import annotations

from grader.site.in_browser.output import LINES_KEPT, MOST_SENT, LastLines, Sent


def test_sent_in_order() -> None:
    pieces: list[str] = []
    stream = Sent(pieces.append)
    print("one", file=stream)
    assert pieces == []
    print("x" * 5000, file=stream)
    stream.flush()
    assert "".join(pieces) == "one\n" + "x" * 5000 + "\n"


def test_a_flood_is_cut_off() -> None:
    pieces: list[str] = []
    stream = Sent(pieces.append)
    for i in range(100_000):
        print("flood", i, file=stream)
    stream.flush()
    text = "".join(pieces)
    assert len(text) < MOST_SENT + 100
    assert text.endswith("... (more was printed, and left out)\n")


def test_the_last_lines_are_kept() -> None:
    kept = LastLines()
    for i in range(1000):
        print("line", i, file=kept)
    kept.write("no end")
    lines = kept.lines()
    assert lines[0] == f"... ({1001 - LINES_KEPT} lines before, for other networks)"
    assert lines[-2:] == ["line 999", "no end"]
    assert len(lines) == LINES_KEPT + 1


def test_few_lines_are_all_there() -> None:
    kept = LastLines()
    print("one\ntwo", file=kept)
    assert kept.lines() == ["one", "two"]


def test_a_line_without_end_takes_little() -> None:
    kept = LastLines()
    for _ in range(10_000):
        kept.write("x" * 1000)
    assert sum(map(len, kept.lines())) <= 400
