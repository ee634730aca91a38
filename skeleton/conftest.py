"""Makes `pytest` in this folder run the checks of the exercises."""

from __future__ import annotations

from pathlib import Path

import pytest

from backprop.__main__ import not_installed


def pytest_addoption(pluginmanager: pytest.PytestPluginManager) -> None:
    """Load the plug-in, or say in one line what to type first. It also works from a folder above this one."""
    if problem := not_installed(Path(__file__).resolve().parent):
        raise pytest.UsageError(problem)
    pluginmanager.import_plugin("checks.plugin")
