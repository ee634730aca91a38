"""Where the parts of the kit are. It is used from its checkout: the student's part is no installed package."""

from __future__ import annotations

from pathlib import Path

GRADER = Path(__file__).resolve().parent
KIT = GRADER.parent
SKELETON = KIT / "skeleton"
REFERENCE = KIT / "reference"
