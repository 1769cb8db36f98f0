"""A briefing as one HTML file that stands alone."""
