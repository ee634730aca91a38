"""A failing question asked once more, to see what the solution does in it."""
