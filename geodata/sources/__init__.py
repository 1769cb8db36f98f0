"""Where tables come from: the shipped files, a published folder, a PostGIS database; what was read last is kept."""
