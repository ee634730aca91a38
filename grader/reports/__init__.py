"""Writes the record in other forms: terminal, CSV, JUnit, GitHub, Gradescope, HTML, and the answer to a push."""
