"""Fingerprints of Python code that stay the same when names, comments and layout change.

After S. Schleimer, D. Wilkerson and A. Aiken, 'Winnowing: local algorithms for document fingerprinting' (SIGMOD 2003):
the code becomes a string of symbols, and each stretch of K symbols a number. None of the numbers is dropped: that would
save memory where there are millions of files, and costs what is between two of them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from pygments.lexers import PythonLexer
from pygments.token import Comment, Name, String, Text

Hashes = NDArray[np.uint64]

K = 25
"""Symbols in a fingerprint: about a line of code, and less than any two solutions share by chance."""

CHOSEN = {Name, Name.Variable, Name.Attribute, Name.Function, Name.Class}
"""Names that a student chooses. Those of Python itself, such as `range`, stay what they are."""

BASE = 0x9E3779B97F4A7C15
POWERS = np.array([pow(BASE, k, 2**64) for k in range(K)], dtype=np.uint64)


def symbols(code: str) -> str:
    """What is left of the code when names and strings are one symbol each, and comments and spaces none."""
    left = []
    for kind, text in PythonLexer().get_tokens(code):
        if kind in CHOSEN:
            left.append("N")
        elif kind in String:
            left.append("S")
        elif kind not in Text and kind not in Comment:
            left.append(text)
    return "".join(left)


def fingerprints(code: str) -> Hashes:
    """The fingerprint that begins at each symbol but the last ones, in their order."""
    characters = np.frombuffer(symbols(code).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    if len(characters) < K:
        return np.empty(0, np.uint64)
    # Products of uint64 wrap around, which is the modulus.
    return np.asarray(np.lib.stride_tricks.sliding_window_view(characters, K) @ POWERS)


def covered(chosen: NDArray[np.bool_]) -> int:
    """How many symbols are in at least one of the chosen fingerprints; one truth value for each fingerprint."""
    changes = np.zeros(len(chosen) + K, dtype=np.int64)
    changes[: len(chosen)] += chosen
    changes[K:] -= chosen
    return int(np.count_nonzero(np.cumsum(changes)))
