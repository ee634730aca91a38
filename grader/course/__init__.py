"""What a course is: its settings, its limits, its checks."""
