"""Mechanical mutants: a mutation tool's operators over the reference, beside the mistakes that people make.

The operators are Cosmic Ray's. It is an extra of the instructor's installation, used here as a library: its own runner
would start the checks anew for each mutant, here all the mutants of a module take each check together.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

from checks.model.status import Status
from grader.course import registry
from grader.judge.trusted import TrustedSubject
from grader.misconceptions import catalogue
from grader.selftest.batch_check import verdict

LEFT_OUT = ("VariableReplacer", "VariableInserter", "BitOr_", "Eq_Is", "Lt_Is", "LtE_Is", "Gt_Is", "GtE_Is", "Is_Eq")
"""Operators that need arguments, that change annotations (`int | None`), or that compare numbers by identity."""

PLAY_SECONDS = 1.0


@dataclass(frozen=True, order=True)
class Mutant:
    """One place of the reference, changed by one operator. `line` holds the changed line, as it is now."""

    stem: str
    operator: str
    occurrence: int
    line: str
    text: str

    @property
    def id(self) -> str:
        """A name that changes only with the line, not with other lines."""
        return f"{self.stem} | {self.operator} | {self.line}"


def mutants(stem: str) -> list[Mutant]:
    """All mutants of a reference module that differ from it in what they do, each once."""
    source = catalogue.reference(stem)
    found: dict[str, Mutant] = {ast.dump(ast.parse(source)): Mutant(stem, "", 0, "", source)}
    nodes = list(ast_nodes(get_ast(source)))
    for name in operator_names():
        if any(part in name for part in LEFT_OUT):
            continue
        operator = get_operator(name)()
        count = sum(len(list(operator.mutation_positions(node))) for node in nodes)
        for occurrence in range(count):
            text = mutate_code(source, operator, occurrence)
            if text is not None and text != source and _is_python(text):
                mutant = Mutant(stem, name.partition("/")[2], occurrence, _changed_line(source, text), text)
                found.setdefault(ast.dump(ast.parse(text)), mutant)
    return sorted(mutant for mutant in found.values() if mutant.operator)


def survivors(stems: Iterable[str], processes: int | None = None) -> dict[str, list[Mutant]]:
    """For each exercise the mutants that pass all its checks."""
    tasks = [(stem, part) for stem in stems for part in (0, 1)]
    count = processes or os.cpu_count() or 1
    if count == 1:
        parts = list(map(_survivors, tasks))
    else:
        with ProcessPoolExecutor(count) as pool:
            parts = list(pool.map(_survivors, tasks))
    left: dict[str, list[Mutant]] = {stem: [] for stem, _ in tasks}
    for (stem, _), part in zip(tasks, parts, strict=True):
        left[stem] += part
    return left


def _survivors(task: tuple[str, int]) -> list[Mutant]:
    """Half of the mutants of a module that pass all checks; one failed check is enough to leave a mutant out."""
    stem, part = task
    left = mutants(stem)[part::2]
    for check in registry.all_checks(stem):
        left = [m for m in left if verdict(check, TrustedSubject(stem, m.text, PLAY_SECONDS)) is Status.PASSED]
    return left


def _is_python(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def _changed_line(source: str, text: str) -> str:
    pairs = zip(source.splitlines(), text.splitlines(), strict=False)
    return next((new.strip() for old, new in pairs if old != new), "")
