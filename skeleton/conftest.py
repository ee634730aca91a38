"""Makes `pytest` in this folder run the checks of the exercises."""

pytest_plugins = ["checks.plugin"]
