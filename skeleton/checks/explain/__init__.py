"""The message about a failure: the network, the numbers, the text, and code to paste."""
