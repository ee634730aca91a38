"""A kind of contract for import-linter: rooms that may import only the standard library and what is listed."""

from __future__ import annotations

import sys
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.domain.helpers import pop_import_expressions


class Guests(Contract):
    """The rooms that run beside student code may import only what is listed."""

    type_name = "guests"

    rooms: Any = fields.ListField(subfield=fields.ModuleField())
    may_import: Any = fields.ListField(subfield=fields.StringField())
    ignore_imports: Any = fields.SetField(subfield=fields.ImportExpressionField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Find all other imports, also those inside functions."""
        pop_import_expressions(graph, list(self.ignore_imports or ()))
        strangers = []
        for room in self.rooms:
            for module in {room.name, *graph.find_descendants(room.name)}:
                imports = graph.find_modules_directly_imported_by(module)
                strangers += [f"{module} -> {imported}" for imported in imports if not self._allowed(imported)]
        return ContractCheck(kept=not strangers, metadata={"strangers": sorted(strangers)})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for stranger in check.metadata["strangers"]:
            output.print_error(stranger)

    def _allowed(self, module: str) -> bool:
        if module.partition(".")[0] in sys.stdlib_module_names:
            return True
        return any(module == room or module.startswith(f"{room}.") for room in self.may_import)
