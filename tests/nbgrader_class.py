"""A class of an nbgrader course: each student's work as a notebook, and the same work as a file.

The files are written by hand from the reference, not taken from the notebooks: so they tell whether the plug-in finds
the code that counts.
"""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grader.authoring.grade_ids import grade_id
from grader.paths import KIT, REFERENCE, SKELETON

STEM = "ex1_by_hand"
Notebook = dict[str, Any]

FORGERY = "get_ipython().input_transformers_cleanup.append(lambda lines: ['pass\\n'])"
"""A cell that disables all later cells: a grade cell without an error has full marks."""

SOLVED = (REFERENCE / f"{STEM}.py").read_text(encoding="utf-8")
STUB = (SKELETON / "backprop" / f"{STEM}.py").read_text(encoding="utf-8")

WRONG_SIGN = ("dl_dp = -2 * (y - p)", "dl_dp = 2 * (y - p)")
ENDLESS = ("    history = []\n", "    while True:\n        pass\n    history = []\n")
WITH_HELPER = ("p = weight * x + bias\n", "p = line_at(weight, bias, x)\n")
HELPER = "def line_at(weight, bias, x):\n    return weight * x + bias\n"
NO_GRADIENTS = ("def gradients(", "def gradients_of_another_name(")


def code(source: str) -> dict[str, Any]:
    """Make a cell that a student added and ran once."""
    shown = {"output_type": "stream", "name": "stderr", "text": "a warning"}
    return {"cell_type": "code", "execution_count": 7, "metadata": {}, "outputs": [shown], "source": source}


def at(notebook: Notebook, name: str) -> int:
    """The position of the cell of that name."""
    names = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in notebook["cells"]]
    return names.index(name)


def changed(notebook: Notebook, old: str, new: str) -> None:
    """Replace text in the one code cell that has it."""
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code" and old in source(cell)]
    assert len(cells) == 1
    cells[0]["source"] = source(cells[0]).replace(old, new)


def source(cell: dict[str, Any]) -> str:
    return cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])


def duplicated(notebook: Notebook, release: Notebook) -> None:
    """The stub is still there above; a copy below lost its metadata, another one did not."""
    place = at(notebook, "solution-train")
    stub = copy.deepcopy(release["cells"][at(release, "solution-train")])
    notebook["cells"].insert(place, stub)
    place = at(notebook, "solution-gradients")
    right = notebook["cells"][place]
    notebook["cells"].insert(place + 1, code(source(right)))
    notebook["cells"][place] = copy.deepcopy(release["cells"][at(release, "solution-gradients")])
    notebook["cells"].insert(2, copy.deepcopy(notebook["cells"][at(notebook, "three_steps")]))


def deleted(notebook: Notebook, release: Notebook) -> None:
    """Grade cells, one of them hidden, and the given cell have been deleted."""
    for name in ("gradients", "cycles_through_the_data", "hidden-long_training", "given-imports"):
        del notebook["cells"][at(notebook, name)]


def edited(notebook: Notebook, release: Notebook) -> None:
    """Nothing is solved, but text and metadata of the grade cells have been changed to give points."""
    for name in ("gradients", "three_steps", "one_update"):
        cell = notebook["cells"][at(notebook, name)]
        cell["source"] = "100.0"
        cell["metadata"]["nbgrader"] |= {"points": 100, "solution": name == "one_update"}
    notebook["cells"][at(notebook, "hidden-long_training")]["metadata"]["nbgrader"] = {"grade": True, "points": "all"}
    notebook["cells"][at(notebook, "cycles_through_the_data")]["metadata"]["nbgrader"]["grade_id"] = "my_own_check"


def messy(notebook: Notebook, release: Notebook) -> None:
    """All is right, between cells that fail, magics, prints, plots, and names that are used twice."""
    scratch = [
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])",
        "1 / 0",
        "this is not Python",
        "!ls\nfiles = !ls",
        "%%bash\nexit 1",
        "import numpy as np\nweight = np.zeros(3)",
        "import sys\nprint('noise', file=sys.stderr)\nraise SystemExit",
        "while True:\n    pass",
    ]
    for n, text in enumerate(scratch):
        notebook["cells"].insert(3 * n, code(text))
    notebook["cells"].append(code("def train():\n    return 'an experiment below everything'"))
    changed(notebook, "    history = []\n", "    print('training')\n    history = []\n")
    place = at(notebook, "solution-gradients")
    notebook["cells"][place]["source"] = (
        "%%time\n" + source(notebook["cells"][place]) + "\ngradients(1, 2, 3, undefined)"
    )


def forger(notebook: Notebook, release: Notebook) -> None:
    notebook["cells"].insert(0, code(FORGERY))


def partial(notebook: Notebook, release: Notebook) -> None:
    changed(notebook, *WRONG_SIGN)


def endless(notebook: Notebook, release: Notebook) -> None:
    changed(notebook, *ENDLESS)


def helped(notebook: Notebook, release: Notebook) -> None:
    """The solution uses a helper, in a cell that the student added."""
    changed(notebook, *WITH_HELPER)
    notebook["cells"].insert(at(notebook, "solution-gradients"), code(HELPER + "\nprint(line_at(1, 2, 3))"))


def syntax(notebook: Notebook, release: Notebook) -> None:
    """One of the cells to fill in is not Python; the others are right."""
    changed(notebook, "def gradients(weight", "def gradients(weight:::")


def nothing(notebook: Notebook, release: Notebook) -> None:
    pass


def replaced(old: str, new: str) -> str:
    assert old in SOLVED
    return SOLVED.replace(old, new)


STUDENTS: dict[str, tuple[bool, Callable[[Notebook, Notebook], None], str | None]] = {
    "right": (True, nothing, SOLVED),
    "partial": (True, partial, replaced(*WRONG_SIGN)),
    "blank": (False, nothing, STUB),
    "broken": (False, nothing, None),
    "duplicated": (True, duplicated, SOLVED),
    "deleted": (True, deleted, SOLVED),
    "edited": (False, edited, STUB),
    "forger": (False, forger, STUB),
    "endless": (True, endless, replaced(*ENDLESS)),
    "messy": (True, messy, SOLVED),
    "helped": (True, helped, replaced(*WITH_HELPER) + HELPER),
    "syntax": (True, syntax, replaced(*NO_GRADIENTS)),
    "late": (True, nothing, SOLVED),
}
"""For each student: whether the notebook is solved first, the change to it, and the same work as a file."""

HONEST = ("right", "partial", "blank", "helped")


def handed_in(student: str, solved: Notebook, release: Notebook) -> str:
    """The notebook of a student as text."""
    begins_solved, change, file = STUDENTS[student]
    if file is None:
        return '{"cells": [{"cell_type": "co'
    notebook = copy.deepcopy(solved if begins_solved else release)
    change(notebook, release)
    return json.dumps(notebook)


def write_files(folder: Path) -> Path:
    """Write the class as files, for `grader grade`."""
    for student, (_, _, file) in STUDENTS.items():
        path = folder / student / f"{STEM}.py"
        path.parent.mkdir(parents=True)
        path.write_bytes(file.encode() if file is not None else b"\xff\xfe\x00")
    return folder


def grade_files(folder: Path) -> None:
    """Grade the class as files, with `grader grade`; the record goes into the folder."""
    files = write_files(folder / "class")
    arguments = ["--exercise", STEM, "--call-seconds", "2", "--json", str(folder / "record.json")]
    run(folder, "grader", "grade", str(files), *arguments)


def scores_of_files(folder: Path) -> dict[str, dict[str, float]]:
    """The scores in that record for each student, by the names of the grade cells."""
    record = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    return {
        entry["student"]: {
            grade_id(check["id"], check["hidden"]): check["score"] for check in entry["exercises"][0]["checks"]
        }
        for entry in record["submissions"]
    }


def run(folder: Path, *command: str, code: int = 0) -> str:
    """Run one of the commands beside this Python, in the course's folder."""
    program, *arguments = command
    programs = Path(sys.executable).parent
    env = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "JUPYTER_PLATFORM_DIRS": "1"}
    done = subprocess.run(
        [str(programs / program), *arguments], cwd=folder, env=env, text=True, capture_output=True, timeout=600
    )
    assert done.returncode == code, f"{' '.join(command)}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


def course_at(folder: Path, plugins: bool = True, more: str = "") -> Path:
    """Make a course's folder with our sources, with our plug-ins or with plain nbgrader."""
    config = (KIT / "assignments" / "nbgrader_config.py").read_text(encoding="utf-8")
    if not plugins:
        config = config.partition("# The plug-ins.")[0]
    folder.mkdir(parents=True)
    (folder / "nbgrader_config.py").write_text(config + more, encoding="utf-8")
    (folder / "source").symlink_to(KIT / "assignments" / "source")
    return folder


def load(path: Path) -> Notebook:
    notebook: Notebook = json.loads(path.read_text(encoding="utf-8"))
    return notebook
