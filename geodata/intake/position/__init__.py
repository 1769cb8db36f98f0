"""Where the rows of a file lie: in which coordinate system its numbers are, and places for rows without any."""
