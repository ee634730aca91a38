"""`curves(lines)`: a picture of numbers that change, such as the loss in a training; for notebooks and for files."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from backprop.drawing import Drawing

LEFT, TOP, WIDTH, HEIGHT = 82, 12, 440, 264
"""Where the field with the curves is, and its size, in pixels. Around it are the words."""

CHARACTER = 7.9
"""The width of a character in pixels, a little more than most fonts need."""

GREY = "#7b7b7b"
COLOURS = ("#2b78c5", "#d9480f", "#1b8a3e", "#9c5fd0", "#a67400")
DASHES = ("none", "7 3", "3 2", "10 3 3 3")
"""The looks of the curves. All colours can be seen on white and on black, and so can the grey of the words."""


def curves(lines: Mapping[str, Sequence[float]], across: str = "updates", up: str = "loss") -> Drawing:
    """Draw a curve for each name in `lines`: its numbers, from left to right. `across` and `up` name the two axes.

    From one line of the grid to the next, numbers become ten times as large. Where a curve leaves the picture at the
    top, it is more than 1000 times what the lowest was at its start; at the bottom, less than a millionth of it.
    A notebook shows the picture by itself; `curves(lines).save("curves.svg")` writes it to a file.
    """
    low, high = _decades(lines.values())
    last = max([1, *map(len, lines.values())])
    curve = 'fill="none" stroke-width="2.5" stroke-linejoin="round"'
    inside, names = [], []
    for k, (name, numbers) in enumerate(lines.items()):
        look = f'{curve} stroke="{COLOURS[k % len(COLOURS)]}" stroke-dasharray="{DASHES[k % len(DASHES)]}"'
        heights = [(n, _decade(number, low, high)) for n, number in enumerate(numbers, start=1)]
        points = [f"{n * WIDTH / last:.1f},{(high - d) * HEIGHT / (high - low):.1f}" for n, d in heights]
        inside.append(f'<polyline points="{" ".join(points)}" {look}/>')
        x, y = LEFT + WIDTH + 18, TOP + 12 + 22 * k
        names.append(f'<path d="M{x} {y}h32" {look}/>{_text(x + 40, y, name, "start")}')
    width = LEFT + WIDTH + 66 + CHARACTER * max([0, *map(len, lines)])
    height = max(TOP + HEIGHT + 50, TOP + 22 * len(lines))
    field = f'x="{LEFT}" y="{TOP - 2}" width="{WIDTH}" height="{HEIGHT + 4}" viewBox="0 -2 {WIDTH} {HEIGHT + 4}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" width="{width:.0f}"',
        f' height="{height}" role="img" fill="{GREY}" font-size="13"',
        ' font-family="ui-monospace, DejaVu Sans Mono, Consolas, monospace">',
        f"<title>{escape(up)} by {escape(across)}: {escape(', '.join(lines))}</title>",
        *_grid(low, high, last),
        _text(LEFT + WIDTH / 2, TOP + HEIGHT + 38, across),
        f'<g transform="translate(16 {TOP + HEIGHT / 2}) rotate(-90)">{_text(0, 0, up)}</g>',
        f"<svg {field}>{''.join(inside)}</svg>",  # which cuts off what is outside of it
        *names,
        "</svg>",
    ]
    return Drawing("".join(parts))


def _decades(lines: Iterable[Sequence[float]]) -> tuple[int, int]:
    """Return the powers of ten at the lower and the upper end of the picture."""
    shown = [[math.log10(number) for number in line if 0 < number < math.inf] for line in lines]
    powers = [power for line in shown for power in line] or [0.0]
    start = min([line[0] for line in shown if line], default=0.0)
    low = math.floor(max(start - 6, min(powers)))
    return low, max(low + 1, math.ceil(min(start + 3, max(powers))))


def _decade(number: float, low: int, high: int) -> float:
    """Return the logarithm of a number; of one that is far outside, or has none, a place just outside."""
    if 0 < number < math.inf:
        return min(max(math.log10(number), low - 1), high + 1)
    return low - 1 if number <= 0 else high + 1  # nan too: it comes of numbers that were too large


def _grid(low: int, high: int, last: int) -> Iterator[str]:
    """Yield a line for each power of ten, and a mark for each round number of up to `last`."""
    for power in range(low, high + 1):
        y = TOP + (high - power) * HEIGHT / (high - low)
        yield f'<path d="M{LEFT} {y:.1f}h{WIDTH}" stroke="{GREY}" stroke-opacity="0.35"/>'
        yield _text(LEFT - 10, y, f"{10.0**power:g}" if abs(power) < 5 else f"1e{power:+03}", "end")
    yield f'<path d="M{LEFT} {TOP}v{HEIGHT}h{WIDTH}" fill="none" stroke="{GREY}" stroke-width="1.4"/>'
    step = next(size * 10**k for k in range(20) for size in (1, 2, 5) if size * 10**k >= last / 6)
    for n in range(0, last + 1, step):
        x = LEFT + n * WIDTH / last
        yield f'<path d="M{x:.1f} {TOP + HEIGHT}v5" stroke="{GREY}"/>{_text(x, TOP + HEIGHT + 16, str(n))}'


def _text(x: float, y: float, words: str, anchor: str = "middle") -> str:
    """Write words whose middle is at the height y."""
    return f'<text x="{x:.1f}" y="{y + 4.5:.1f}" text-anchor="{anchor}">{escape(words)}</text>'
