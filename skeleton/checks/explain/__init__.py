"""How a failure is shown: network, numbers, text, code to paste."""
