"""What runs beside a student's code, in the sandbox. It decides nothing, and the judge believes nothing it says."""
