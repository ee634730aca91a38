"""Networks, questions and outcomes as plain data."""
