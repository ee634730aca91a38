"""The checks of the exercises: what they ask, what is right, and how a failure is shown."""
