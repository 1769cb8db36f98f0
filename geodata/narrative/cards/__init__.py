"""What is told in full of one thing: of a place, and of the facts behind its ties."""
