"""Picks the statements of a notebook that make up the module to judge.

The module is what a kernel would have run from top to bottom, without statements that would only get in the way:

- Given cells count as they were given, wherever they are now.
- Solution cells count whole, down to the first statement that does not run.
- From a cell that the student added, these count: functions and classes with a name of the exercise (a copy that lost
  its metadata), assignments to their attributes, and every helper that counted code uses.
- A definition below the last grade cell counts only if there is no other with its name.
- Cells that are not Python, magics, calls of `get_ipython()`, and imports that no exercise may have are left out.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from checks.guest.loading import refuse_imports
from grader.authoring.slices import DEFINITIONS, IMPORTS, Statement, statements

RUNS_ITS_BODY = {"time", "capture", "timeit"}
"""Cell magics whose cell is Python code nevertheless."""

FOR_SHOW = (
    *("from backprop.drawing import", "import backprop.drawing", "from checks.notebook import"),
    *("from backprop.curves import", "from matplotlib", "import matplotlib"),
)
"""Imports in cells that the kit hands out itself. They are left out like others, and nobody is told so. Notebooks that
were handed out by an earlier version plot with matplotlib."""

MOST_MAGIC = 20_000
"""Maximum number of characters of the cells with magics, together: IPython reads them once for each magic."""

HEAD = "from __future__ import annotations"


@dataclass(frozen=True)
class CodeCell:
    """A code cell; `kind` is given, solution, grade or added."""

    kind: str
    source: str

    @property
    def title(self) -> str:
        """The first line with code, cut to 60 characters: it tells a person which cell is meant."""
        first = next((line.strip() for line in self.source.splitlines() if line.strip()), "")
        return first if len(first) <= 60 else first[:60] + "..."


@dataclass(frozen=True)
class Piece:
    """A statement, and the number of its cell."""

    cell: int
    statement: Statement


@dataclass
class Module:
    """The code that counts. `problems` says for some cells what was left out, and why."""

    cells: list[CodeCell]
    pieces: list[Piece] = field(default_factory=list)
    problems: dict[int, str] = field(default_factory=dict)
    magic: int = MOST_MAGIC
    """Number of characters of cells with magics that may still be read."""

    @property
    def source(self) -> str:
        return "\n".join([HEAD, *(piece.statement.text for piece in self.pieces)]) + "\n"

    def origin(self, line: int) -> tuple[Piece, int] | None:
        """Find the piece with a line of the module, and the number of the line in its cell."""
        start = HEAD.count("\n") + 2
        for piece in self.pieces:
            length = piece.statement.text.count("\n") + 1
            if start <= line < start + length:
                return piece, piece.statement.line + line - start
            start += length
        return None

    def drop(self, piece: Piece, why: str) -> None:
        """Leave out a statement that does not run, and the rest of its cell, where a kernel would stop."""
        self.problems.setdefault(
            piece.cell, f"Line {piece.statement.line}: {why} From there on, the cell was left out."
        )
        at = self.pieces.index(piece)
        self.pieces = [p for i, p in enumerate(self.pieces) if i < at or p.cell != piece.cell]

    def drop_actions(self) -> bool:
        """Leave out all statements but definitions and imports. Return False if there are no others."""
        kept = [p for p in self.pieces if isinstance(p.statement.node, DEFINITIONS + IMPORTS)]
        dropped = [p for p in self.pieces if not isinstance(p.statement.node, DEFINITIONS + IMPORTS)]
        for piece in dropped:
            why = f"Line {piece.statement.line} was left out: the notebook did not come to its end."
            self.problems.setdefault(piece.cell, why)
        self.pieces = kept
        return bool(dropped)


def module_of(cells: list[CodeCell], names: set[str]) -> Module:
    """Make the module from the cells of a notebook; `names` are the names that the exercise defines."""
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
    chosen = {id(p) for p in (*kept, *_helpers(kept, added))}
    pieces = [p for i in read for p in read[i] if id(p) in chosen]
    module.pieces = sorted(pieces, key=lambda p: cells[p.cell].kind != "given")  # which keeps their order otherwise
    return module


def _helpers(kept: list[Piece], added: list[Piece]) -> list[Piece]:
    """List what the added cells define of the names that are missing, and of those that are missing there, and so on.

    Each statement is looked at once: a notebook may have thousands.
    """
    known = _bound(kept) | set(vars(builtins))
    wanted = {name for piece in kept for name in piece.statement.uses} - known
    there = {id(p) for p in kept}
    rest = [(p, p.statement.binds, p.statement.uses) for p in added if id(p) not in there]
    found: list[Piece] = []
    by_name: dict[str, list[int]] = {}
    for at, (_, binds, _) in enumerate(rest):
        for name in binds:
            by_name.setdefault(name, []).append(at)
    taken: set[int] = set()
    while wanted:
        more = sorted({at for name in wanted for at in by_name.pop(name, ())} - taken)
        taken |= set(more)
        found += [rest[at][0] for at in more]
        known |= {name for at in more for name in rest[at][1]}
        wanted = {name for at in more for name in rest[at][2]} - known
    return found


def _own(piece: Piece, names: set[str]) -> bool:
    """Return whether a statement in an added cell defines a name of the exercise, or sets an attribute of it."""
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


def _read(module: Module, i: int) -> Iterator[Piece]:
    """Yield the statements of a cell that may count, and note the others as a problem of the cell."""
    try:
        found = _statements(module, module.cells[i].source)
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
                if statement.text.startswith(FOR_SHOW):
                    continue
                text = str(error).removeprefix("line 1 ")
                module.problems.setdefault(i, f"Line {statement.line} was left out: it {text}.")
                continue
        yield Piece(i, statement)


def _statements(module: Module, source: str) -> list[Statement]:
    """Parse the statements of a cell, including those in magics that run Python."""
    try:
        return statements(source)
    except SyntaxError:
        module.magic -= len(source)
        if module.magic < 0:
            raise
        from IPython.core.inputtransformer2 import TransformerManager  # all of IPython, which Python does without

        found = statements(TransformerManager().transform_cell(source))
    call = found[0].node.value if found and isinstance(found[0].node, ast.Expr) else None
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "run_cell_magic":
        name, _, body = (argument.value if isinstance(argument, ast.Constant) else "" for argument in call.args)
        if name not in RUNS_ITS_BODY:
            return []
        return [replace(statement, line=statement.line + 1) for statement in _statements(module, str(body))]
    return found
