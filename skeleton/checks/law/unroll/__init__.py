"""What exercise 8 is asked: networks that become functions, what training makes of them, and lives of them."""
