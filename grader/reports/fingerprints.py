"""Fingerprints of Python code that stay the same when names, comments and layout change.

After S. Schleimer, D. Wilkerson and A. Aiken, 'Winnowing: local algorithms for document fingerprinting' (SIGMOD 2003):
the code becomes a string of symbols, and each stretch of K symbols a number. Winnowing would then drop most numbers, to
save memory for millions of files. Here all are kept, because a match between two kept numbers would be missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from pygments.lexers import PythonLexer
from pygments.token import Comment, Name, String, Text

Hashes = NDArray[np.uint64]

K = 25
"""Symbols in a fingerprint: about a line of code. Shorter stretches are shared by chance."""

CHOSEN = {Name, Name.Variable, Name.Attribute, Name.Function, Name.Class}
"""Tokens of names that a student chooses. Python's own names, such as `range`, stay as they are."""

GAP = re.compile(r"\s{64,}")
"""A longer gap than code needs. It is made short, which changes no symbol."""

BASE = 0x9E3779B97F4A7C15
"""The base of the polynomial hash: 2^64 divided by the golden ratio, odd and without a pattern in its bits."""

POWERS = np.array([pow(BASE, k, 2**64) for k in range(K)], dtype=np.uint64)


def symbols(code: str) -> str:
    """Reduce code to symbols: names and strings become one symbol each, comments and spaces disappear."""
    return "".join(symbol for symbol, _ in _pieces(code))


def _pieces(code: str) -> Iterator[tuple[str, str]]:
    """Yield each token's symbols, which may be none, and its text. Long gaps are short in it."""
    # The lexer tries what a long gap may be from each of its characters: 50,000 took half a minute.
    for kind, text in PythonLexer().get_tokens(GAP.sub(_short, code)):
        if kind in CHOSEN:
            yield "N", text
        elif kind in String:
            yield "S", text
        else:
            yield ("" if kind in Text or kind in Comment else text), text


def _short(gap: re.Match[str]) -> str:
    return "\n" if "\n" in gap[0] else " "


def lines_of_symbols(code: str) -> list[int]:
    """Return for each symbol the number of the line that it is in, from 1. Lines end in a newline, nothing else."""
    numbers = _numbers(code)
    short = GAP.sub(_short, code)
    at, found = len(short) - len(short.lstrip("\n")), []  # the lexer leaves out empty lines at the top
    for symbol, text in _pieces(code):
        found += [numbers[min(at, len(numbers) - 1)]] * len(symbol)
        at += text.count("\n")
    return found


def _numbers(code: str) -> list[int]:
    """Return the number that each line of the code has, without those that are inside of a long gap."""
    found, end = [1], 0
    for gap in GAP.finditer(code):
        found += range(found[-1] + 1, found[-1] + 1 + code.count("\n", end, gap.start()))
        if "\n" in gap[0]:
            found.append(found[-1] + gap[0].count("\n"))
        end = gap.end()
    return [*found, *range(found[-1] + 1, found[-1] + 1 + code.count("\n", end))]


def fingerprints(code: str) -> Hashes:
    """Return the fingerprint of each stretch of K symbols, in order: shape (symbols - K + 1,), (0,) for short code."""
    characters = np.frombuffer(symbols(code).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    if len(characters) < K:
        return np.empty(0, np.uint64)
    # Products of uint64 wrap around: the hash is taken modulo 2^64.
    return np.asarray(np.lib.stride_tricks.sliding_window_view(characters, K) @ POWERS)


def covered(chosen: NDArray[np.bool_]) -> int:
    """Count the symbols in at least one chosen fingerprint; `chosen` has a truth value for each fingerprint."""
    return int(np.count_nonzero(cover(chosen)))


def cover(chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell for each symbol whether it is in at least one chosen fingerprint."""
    changes = np.zeros(len(chosen) + K, dtype=np.int64)
    changes[: len(chosen)] += chosen
    changes[K:] -= chosen
    return np.asarray(np.cumsum(changes)[:-1] > 0)
