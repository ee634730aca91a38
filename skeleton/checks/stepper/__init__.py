"""The chain rule step by step: the right steps, the student's own calls beside them, and a page that shows both."""
