"""The part of a student's code that counts, in notebooks of any form."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

pytest.importorskip("nbgrader", reason="nbgrader is not installed: pip install -e .[nbgrader]")

import nbformat

from checks.exercises import BY_STEM
from grader.authoring import slices
from grader.authoring.notebooks import WITH_NOTEBOOK, make_notebook
from grader.authoring.reference_module import ReferenceModule
from grader.authoring.slices import needed, statements
from grader.nbgrader.code import CodeCell, Module, module_of
from grader.nbgrader.judge import kind

GIVEN = CodeCell("given", "from __future__ import annotations\nfrom backprop import framework")
GRADE = CodeCell("grade", "check('x')")
NAMES = {"train", "gradients", "Node"}


def module(*cells: CodeCell | str) -> Module:
    """Make a module from cells; a text is a cell that the student added."""
    return module_of([c if isinstance(c, CodeCell) else CodeCell("added", c) for c in cells], NAMES)


def solution(source: str) -> CodeCell:
    return CodeCell("solution", source)


def names(found: Module) -> dict[str, object]:
    """Run the module, and return the names that it defines."""
    namespace: dict[str, object] = {"__name__": "solution"}
    exec(compile(found.source, "solution", "exec"), namespace)
    return namespace


def test_given_and_solution_cells_make_the_module() -> None:
    found = module(GIVEN, solution("def train():\n    return framework"), GRADE)
    assert found.source == (
        "from __future__ import annotations\nfrom backprop import framework\ndef train():\n    return framework\n"
    )
    assert found.problems == {}


@pytest.mark.parametrize(
    "scratch",
    [
        "1 / 0",
        "while True:\n    pass",
        "import numpy",
        "%timeit train()",
        "!ls",
        "train?",
        "%%bash\nrm -rf x",
        "not Python at all",
        "x = train()",
        "train = 3",
        "get_ipython().input_transformers_cleanup.append(lambda lines: ['pass'])",
        "raise SystemExit",
        "def helper_of_nobody():\n    return 1 / 0\nhelper_of_nobody()",
    ],
)
def test_scratch_cells_do_not_disturb(scratch: str) -> None:
    """Scratch cells above or below the solution do not matter."""
    right = solution("def train():\n    return 'right'")
    alone = module(right, GRADE).source
    assert module(scratch, right, GRADE).source == alone
    assert module(right, scratch, GRADE).source == alone
    assert module(right, GRADE, scratch).source == alone


def test_helpers_count_with_all_they_need() -> None:
    found = module(
        "import math\nUNUSED = 1\nSCALE = 2\nprint(SCALE)",
        "def helper(x):\n    return math.floor(x) * SCALE\nassert helper(1) == 3",
        solution("def train():\n    return helper(1.5)"),
        GRADE,
    )
    assert names(found)["train"]() == 2  # type: ignore[operator]
    assert "UNUSED" not in found.source
    assert "assert" not in found.source


def test_a_copy_that_lost_its_metadata_counts() -> None:
    """Below the original, as in the kernel; below the last grade cell only if there is nothing else."""
    stub, right = solution("def train():\n    raise NotImplementedError"), "def train():\n    return 'right'"
    assert names(module(stub, right, GRADE))["train"]() == "right"  # type: ignore[operator]
    assert names(module(GRADE, right))["train"]() == "right"  # type: ignore[operator]
    with pytest.raises(NotImplementedError):
        names(module(stub, GRADE, right))["train"]()  # type: ignore[operator]


def test_attributes_set_from_outside_count() -> None:
    """A method written in a cell of its own."""
    found = module(
        solution("class Node:\n    pass"),
        "def forward(self):\n    return 5\nNode.forward = forward\nother = Node()\nother.value = 3",
        GRADE,
    )
    assert names(found)["Node"]().forward() == 5  # type: ignore[operator]
    assert "other" not in found.source


def test_a_broken_cell_is_left_out_and_said() -> None:
    found = module(solution("def train(:\n    pass"), solution("def gradients():\n    return 1"), GRADE)
    assert "gradients" in names(found)
    assert list(found.problems) == [0]
    assert "not Python" in found.problems[0]


def test_an_import_that_no_exercise_may_have_is_left_out_and_said() -> None:
    found = module(solution("import numpy as np\nimport math\ndef train():\n    return math.pi"), GRADE)
    assert "numpy" not in found.source
    assert "imports numpy" in found.problems[0]
    assert "train" in names(found)


@pytest.mark.parametrize("stem", [exercise.stem for exercise in WITH_NOTEBOOK])
def test_nobody_is_reproached_for_the_kits_own_cells(stem: str) -> None:
    """The solved notebook, as it is handed out: nothing in it is a problem of the student's."""
    made = nbformat.reads(make_notebook(BY_STEM[stem]), as_version=4)
    cells = [CodeCell(kind(cell), cell.source) for cell in made.cells if cell.cell_type == "code"]
    assert module_of(cells, set(ReferenceModule(stem).definitions)).problems == {}


def test_nobody_is_reproached_for_the_plot_of_an_earlier_notebook() -> None:
    plot = "import matplotlib.pyplot as plt\nplt.plot([1, 2])"
    assert module(solution("def train(): pass"), plot, GRADE).problems == {}


def test_magics_in_a_solution_cell() -> None:
    """The Python of the cell counts, also under `%%time`."""
    found = module(
        solution("%%time\ndef train():\n    return 1"), solution("%pip list\ndef gradients():\n    return 2")
    )
    assert {"train", "gradients"} <= names(found).keys()
    assert "ipython" not in found.source


def test_what_does_not_run_is_dropped_with_the_rest_of_its_cell() -> None:
    found = module(
        solution("def train():\n    return 1\nboom()\ndef train():\n    return 2"),
        solution("\n\ndef gradients():\n    return 3"),
    )
    origin = found.origin(4)
    assert origin is not None
    piece, line = origin
    assert (piece.cell, line) == (0, 3)
    found.drop(piece, "NameError: boom.")
    assert names(found)["train"]() == 1  # type: ignore[operator]
    assert found.problems == {0: "Line 3: NameError: boom. From there on, the cell was left out."}
    last = found.origin(4)
    assert last is not None
    assert (last[0].cell, last[1]) == (1, 3)


def test_actions_can_be_left_out() -> None:
    """All actions are left out when it is unknown which of them does not end."""
    found = module(solution("import math\nwhile True:\n    pass\ndef train():\n    return math.pi"))
    assert found.drop_actions()
    assert not found.drop_actions()
    assert "train" in names(found)


@pytest.mark.parametrize(
    "source", ["(" * 5000, "-" * 200_000 + "1", "x = " + "[" * 3000, "a.b" * 10 + "\0", "é" * 10 + "("]
)
def test_hostile_text_is_a_syntax_error(source: str) -> None:
    with pytest.raises(SyntaxError):
        statements(source)


def test_needed_takes_what_a_definition_uses_and_nothing_else() -> None:
    source = (
        "import a\nimport b\n\n\ndef f():\n    return g()\n\n\ndef g():\n    return a\n\n\ndef h():\n    return b\n"
    )
    text = needed(source, {"f"})
    assert "def g" in text
    assert "import a" in text
    assert "def h" not in text
    assert "import b" not in text


def test_each_statement_is_read_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of helpers, each of which needs the next one: no search through all of them for each."""
    read = 0
    bound = slices._bound

    def counted(node: ast.AST) -> Iterator[str]:
        nonlocal read
        read += isinstance(node, ast.stmt)
        return bound(node)

    monkeypatch.setattr(slices, "_bound", counted)
    many = 300
    helpers = [f"name_{i} = name_{i + 1}" for i in range(many)]
    found = module(solution("def train():\n    return name_0"), "\n".join([f"name_{many} = 7", *reversed(helpers)]))
    assert len(found.pieces) == many + 2
    assert names(found)["name_0"] == 7
    assert read < 10 * many


def test_statements_of_one_line_are_cut_from_it() -> None:
    """Each has its own text, whatever characters are before it."""
    texts = [s.text for s in statements("a = 'é'; b = '''x\ny'''; c = 'ü'\r\n@d\ndef e(): pass\n")]
    assert texts == ["a = 'é'", "b = '''x\ny'''", "c = 'ü'", "@d\ndef e(): pass"]


def test_cells_with_magics_are_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """IPython reads a cell again for each magic in it, so long ones are left out."""
    transformed = []

    def noted(self: object, cell: str) -> str:
        transformed.append(len(cell))
        return "pass"

    monkeypatch.setattr("IPython.core.inputtransformer2.TransformerManager.transform_cell", noted)
    long = "%matplotlib inline\n" * 600
    found = module(long, long, "def train(): pass")
    assert transformed == [len(long)]
    assert "not Python" in found.problems[1]
    assert "train" in names(found)
