"""What is wrong with a solution: the name of the mistake, and what it reached for."""
