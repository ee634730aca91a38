"""Tests the checks and the grader, for `grader verify`."""
