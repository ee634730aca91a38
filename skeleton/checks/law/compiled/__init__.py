"""What exercise 2 is asked in statements: what is typed about networks that are compiled."""
