"""The checks of the exercises: the questions, the right answers, and the messages about failures."""
