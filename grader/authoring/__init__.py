"""Makes everything that comes from the reference: stubs, notebooks, the student's repository, the Gradescope bundle."""
