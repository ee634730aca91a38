"""What runs beside a student's code: it builds networks of the student's classes, does what is asked, and counts."""
