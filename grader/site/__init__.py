"""The course as a page for a browser: built by `grader site`, and the part of it that runs there."""
