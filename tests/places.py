"""The folders with the material of the tests."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).parent
SUBMISSIONS = TESTS / "submissions"
HOSTILE = SUBMISSIONS / "hostile"
GOLDEN = TESTS / "golden"
REWRITES = TESTS / "rewrites"
ATTEMPTS = TESTS / "attempts"
PROBE = TESTS / "probe.py"
HONEST = TESTS / "honest.py"
