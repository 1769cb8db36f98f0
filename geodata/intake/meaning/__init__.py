"""What the columns of a people's file hold, told from their headings and values, and their cells as values."""
