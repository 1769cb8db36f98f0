"""Maps on paper, drawn by matplotlib."""
