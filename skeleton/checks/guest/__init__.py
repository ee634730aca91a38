"""The code that runs beside a student's code: it builds networks of the student's classes, does steps, and counts."""
