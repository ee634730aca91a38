"""The instructor's side: grading, reports, and everything a student must not have."""
