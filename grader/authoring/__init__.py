"""Everything that is made from the reference: stubs, notebooks, the student's repository, the Gradescope bundle."""
