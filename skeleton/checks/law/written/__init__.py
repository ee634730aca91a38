"""What exercise 6 is asked beside random networks: nodes of classes that a course makes in ways of its own."""
