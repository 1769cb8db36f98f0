"""People's own lists: a file as it is, read, understood, placed on the map, and told back row by row."""
