"""Lists of somebody's own: points, lines, areas and statistics, few or up to a million rows."""
