"""A course: its settings, its limits, its checks."""
