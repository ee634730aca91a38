"""The student's code in a notebook: which of its statements make the module that is judged.

The rule is that of the kernel, run from top to bottom, without what only disturbs:

- The cells that were given count as they were given, wherever they are now.
- The cells to fill in count whole, down to the first statement that does not run.
- Of a cell that the student added, what counts is: functions and classes under a name of the exercise (a copy that
  lost its metadata), assignments to attributes of those, and whatever helper the counted code uses.
- What stands below the last grade cell does not count, unless there is nothing else under its name.
- A cell that is not Python, a magic, a call of `get_ipython()` and an import that no exercise may have are left out.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from IPython.core.inputtransformer2 import TransformerManager

from checks.guest.loading import refuse_imports
from grader.authoring.slices import DEFINITIONS, IMPORTS, Statement, statements

RUNS_ITS_BODY = {"time", "capture", "timeit"}
"""Cell magics whose cell is Python all the same."""

HEAD = "from __future__ import annotations"


@dataclass(frozen=True)
class CodeCell:
    """A code cell: `kind` is given, solution, grade, or added."""

    kind: str
    source: str

    @property
    def title(self) -> str:
        """How to tell a person which one it is."""
        first = next((line.strip() for line in self.source.splitlines() if line.strip()), "")
        return first if len(first) <= 60 else first[:60] + "..."


@dataclass(frozen=True)
class Piece:
    """A statement and the number of the cell it is from."""

    cell: int
    statement: Statement


@dataclass
class Module:
    """The code that counts. `problems` has for some cells what was left out of them, and why."""

    cells: list[CodeCell]
    pieces: list[Piece] = field(default_factory=list)
    problems: dict[int, str] = field(default_factory=dict)

    @property
    def source(self) -> str:
        return "\n".join([HEAD, *(piece.statement.text for piece in self.pieces)]) + "\n"

    def origin(self, line: int) -> tuple[Piece, int] | None:
        """The piece in which a line of the module is, and the line of its cell."""
        start = HEAD.count("\n") + 2
        for piece in self.pieces:
            length = piece.statement.text.count("\n") + 1
            if start <= line < start + length:
                return piece, piece.statement.line + line - start
            start += length
        return None

    def drop(self, piece: Piece, why: str) -> None:
        """Leave out a statement that does not run, and what comes after it in its cell: there a kernel would stop."""
        self.problems.setdefault(
            piece.cell, f"Line {piece.statement.line}: {why} From there on, the cell was left out."
        )
        at = self.pieces.index(piece)
        self.pieces = [p for i, p in enumerate(self.pieces) if i < at or p.cell != piece.cell]

    def drop_actions(self) -> bool:
        """Leave out all that does something else than define and import; False if there is nothing of the kind."""
        kept = [p for p in self.pieces if isinstance(p.statement.node, DEFINITIONS + IMPORTS)]
        dropped = [p for p in self.pieces if p not in kept]
        for piece in dropped:
            why = f"Line {piece.statement.line} was left out: the notebook did not come to its end."
            self.problems.setdefault(piece.cell, why)
        self.pieces = kept
        return bool(dropped)


def module_of(cells: list[CodeCell], names: set[str]) -> Module:
    """The module in these cells; `names` are those that the exercise defines."""
    module = Module(cells)
    read = {i: list(_read(module, i)) for i, cell in enumerate(cells) if cell.kind != "grade"}
    last = max((i for i, cell in enumerate(cells) if cell.kind == "grade"), default=len(cells))

    kept: list[Piece] = [p for i, cell in enumerate(cells) if cell.kind == "given" for p in read[i]]
    for i, pieces in read.items():
        if i < last:
            kept += [p for p in pieces if cells[i].kind == "solution" or (cells[i].kind == "added" and _own(p, names))]
    known = _bound(kept)
    for i, pieces in read.items():
        if i > last and cells[i].kind != "given":
            kept += [p for p in pieces if p.statement.defines and p.statement.binds & names - known]
    added = [p for i, pieces in read.items() if cells[i].kind == "added" for p in pieces if p.statement.harmless]
    # Helpers bring helpers along, so look again until nothing is missing that is there.
    while more := [p for p in added if p not in kept and p.statement.binds & _missing(kept)]:
        kept += more
    given = [p for p in kept if cells[p.cell].kind == "given"]
    module.pieces = given + [p for i in read for p in read[i] if p in kept and p not in given]
    return module


def _own(piece: Piece, names: set[str]) -> bool:
    """Whether a statement in an added cell defines what the exercise asks for, or sets an attribute of it."""
    node = piece.statement.node
    if piece.statement.defines:
        registered = {
            d.value.id for d in _decorators(node) if isinstance(d, ast.Attribute) and isinstance(d.value, ast.Name)
        }
        return bool((piece.statement.binds | registered) & names)
    targets = node.targets if isinstance(node, ast.Assign) else ()
    return any(isinstance(t, ast.Attribute) and isinstance(t.value, ast.Name) and t.value.id in names for t in targets)


def _decorators(node: ast.stmt) -> Iterator[ast.expr]:
    for decorator in getattr(node, "decorator_list", ()):
        yield decorator.func if isinstance(decorator, ast.Call) else decorator


def _bound(pieces: Iterable[Piece]) -> set[str]:
    return {name for piece in pieces for name in piece.statement.binds}


def _missing(pieces: list[Piece]) -> set[str]:
    """The names that are used and come from nowhere."""
    used = {name for piece in pieces for name in piece.statement.uses}
    return used - _bound(pieces) - set(vars(builtins))


def _read(module: Module, i: int) -> Iterator[Piece]:
    """The statements of a cell that may count; what may not is noted as a problem of the cell."""
    try:
        found = _statements(module.cells[i].source)
    except SyntaxError as error:
        module.problems[i] = f"This cell is not Python, so it was left out. Line {error.lineno or 1}: {error.msg}"
        return
    for statement in found:
        if "get_ipython" in statement.uses and not statement.defines:
            continue
        try:
            refuse_imports(statement.text, "cell")
        except ImportError as error:
            if isinstance(statement.node, ast.Import | ast.ImportFrom):
                text = str(error).removeprefix("line 1 ")
                module.problems.setdefault(i, f"Line {statement.line} was left out: it {text}.")
                continue
        yield Piece(i, statement)


def _statements(source: str) -> list[Statement]:
    """The statements of a cell; of the lines that only a notebook knows, those that hold Python."""
    try:
        return statements(source)
    except SyntaxError:
        found = statements(TransformerManager().transform_cell(source))
    call = found[0].node.value if found and isinstance(found[0].node, ast.Expr) else None
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "run_cell_magic":
        name, _, body = (argument.value if isinstance(argument, ast.Constant) else "" for argument in call.args)
        if name not in RUNS_ITS_BODY:
            return []
        return [replace(statement, line=statement.line + 1) for statement in _statements(str(body))]
    return found
