"""The cells of hidden checks: what stands in them makes the check, without the rest of the kit's hidden modules."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from checks import notebook
from grader.authoring.notebooks import WITH_NOTEBOOK, path_of
from grader.course import registry


def hidden_sources(stem: str) -> Iterator[tuple[str, str]]:
    """The identity and the text of each hidden check in a notebook."""
    for cell in json.loads(path_of(stem).read_text("utf-8"))["cells"]:
        text = "".join(cell["source"])
        if found := re.search(r"hidden_source = r'''\n(.*?)'''\n.*check_hidden\(\"([^\"]+)\"", text, re.DOTALL):
            yield found[2], found[1]


@pytest.mark.parametrize("stem", [exercise.stem for exercise in WITH_NOTEBOOK])
def test_each_cell_makes_its_check(stem: str) -> None:
    """A dataclass in it needs a module: plain nbgrader gave no points for such a check."""
    made = [notebook._from_source(identity, source) for identity, source in hidden_sources(stem)]
    assert [(one.law, one.points) for one in made] == [(one.law, one.points) for one in registry.hidden_checks(stem)]
