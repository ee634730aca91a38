"""Exercise 3: when is a value that was written down no longer true?"""

from __future__ import annotations

from grader.misconceptions.ex3_caching import changes, keeping, spreading

MISCONCEPTIONS = (
    *changes.MISCONCEPTIONS,
    *spreading.MISCONCEPTIONS,
    *keeping.MISCONCEPTIONS,
)
"""Of several that fit an answer, the first one is named."""
