"""Takes what a class has handed in from a learning platform's download, without trusting any of it."""
