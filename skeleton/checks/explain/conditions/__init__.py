"""The condition under which a check fails, as in "It fails whenever a value is 0, and never otherwise"."""
