"""What is remembered: of this visit, and between runs."""
