"""Everything that runs beside a student's code in the sandbox. It decides nothing, and the judge does not trust it."""
