"""What students hand in, and how it gets here."""
