"""What runs in the browser's Python: it imports the students' packages, and nothing else of the grader."""
