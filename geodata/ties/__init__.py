"""Ties across the border: one agreement, one tie; how far they bind the counties on both sides."""
