"""The zip file that Gradescope takes as an autograder: the parts of the kit that grade, and two scripts."""

from __future__ import annotations

import csv
import io
import math
import zipfile
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from grader.authoring import leak_scan
from grader.course import config, decisions
from grader.course.limits import Limits
from grader.intake.roster import RosterError, read_roster
from grader.paths import KIT, PARTS

SETUP = """#!/usr/bin/env bash
# Gradescope runs this once, when it builds the image: Python, the sandbox, and the kit in an environment of its own.
set -euo pipefail
cd "$(dirname "$0")"
apt-get update
apt-get install --yes --no-install-recommends python3 python3-venv bubblewrap
python=python3
if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    apt-get install --yes --no-install-recommends python3.11 python3.11-venv
    python=python3.11
fi
"$python" -m venv ../environment
../environment/bin/pip install --quiet --editable .
# The questions are drawn now, not when the first student waits.
course=()
[ -f course.toml ] && course=(--course course.toml)
../environment/bin/python -P -m grader bank "${course[@]}"
"""
"""The script that prepares the image of the autograder."""

MINUTES = 3
"""Minutes that a submission may take on a slow machine beside the time for its replies."""

MEMORY_GB = 1.5
"""Memory for the judge and a solution, with the kit's own limits."""

RUN = """#!/usr/bin/env bash
# Gradescope runs this for each submission. What it prints, only the instructor sees.
# The reference and the hidden checks are on this machine: without a sandbox that keeps them apart, nothing is graded.
set -uo pipefail
cd "$(dirname "$0")"
course=()
[ -f source/course.toml ] && course=(--course source/course.toml)
roster=()
[ -f source/roster.csv ] && roster=(source/roster.csv)
# Who this is and when it came: for exceptions, late days and decisions. Where that cannot be read, they do not hold.
work=submission
environment/bin/python -P -m grader collect "${roster[@]}" --gradescope submission_metadata.json --into collected \\
    "${course[@]}" && work=collected
environment/bin/python -P -m grader grade "$work" --fresh --require-sandbox \\
    --gradescope results/results.json "${course[@]}"
# 1 is a submission that needs a person: its results say so. Without results, Gradescope reports the failure itself.
[ $? -le 1 ]
"""
"""The script that grades one submission."""


def needs(limits: Limits) -> Iterator[str]:
    """Yield what has to be set there before the upload, and how to see whether the sandbox works there."""
    yield "There, before the upload, set:"
    yield "  base image: Ubuntu 22.04 or newer, for Python 3.11; while it is built, it installs from the network"
    minutes = MINUTES + math.ceil(limits.submission_seconds / 60)
    yield f"  time limit: {minutes} minutes or more; memory: {MEMORY_GB} GB or more"
    yield "After the build, in Debug via SSH:"
    yield "  cd /autograder && environment/bin/python -P -m grader doctor"
    yield "must end with bubblewrap or landlock. With a plain process only, nothing is graded, and Gradescope says so."


def build_bundle(target: Path, course_file: Path | None, roster: Path | None = None) -> list[str]:
    """Write the zip file. The same kit makes the same file, byte for byte.

    Args:
        target: The zip file to write.
        course_file: A course file to add; None for the default course.
        roster: The roster, by whose e-mail addresses Gradescope's students get the names that exceptions and decisions
            have for them; None without one.

    Returns:
        The names of the files in it, sorted.

    Raises:
        grader.course.decisions.DecisionsError: The decisions beside the course file cannot be read.
        grader.intake.roster.RosterError: The roster has mistakes, or no addresses.
    """
    files = {"setup.sh": SETUP.encode(), "run_autograder": RUN.encode()}
    for part in PARTS:
        root = KIT / part
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            inside = path.relative_to(KIT)
            cache = any(piece in leak_scan.CACHES or piece.endswith(leak_scan.CACHE_ENDINGS) for piece in inside.parts)
            if path.is_file() and not cache:
                files[inside.as_posix()] = path.read_bytes()
    if course_file:
        files["course.toml"] = course_file.read_bytes()
        if exceptions := config.exceptions_file(course_file):
            files[exceptions.name] = exceptions.read_bytes()
    if roster:
        files["roster.csv"] = _addresses(roster)
    decided = decisions.read_decisions((course_file or config.FILE).parent)
    if not roster:  # nobody could be found by the name that a decision about a student has
        decided = replace(decided, students=[])
    if decided != decisions.Decisions():
        files[decisions.FILE] = decisions.to_json(decided)
        files.setdefault("course.toml", b"")  # beside which they are found
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (0o755 if name in ("setup.sh", "run_autograder") else 0o644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return sorted(files)


def _addresses(roster: Path) -> bytes:
    """Return the roster with the names of the folders and the addresses only: no more leaves this machine."""
    rows = [(row.student, row.email) for row in read_roster(roster, repositories=False) if row.email]
    if not rows:
        raise RosterError(f"{roster}, line 1: expected the column email, by which Gradescope knows students, got none")
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([("student", "email"), *rows])
    return text.getvalue().encode()
