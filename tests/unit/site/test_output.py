"""What code prints reaches the page in part: a flood of it is cut off, and said to be."""

from __future__ import annotations

from grader.site.in_browser.output import MOST_SENT, Sent


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
