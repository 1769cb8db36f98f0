"""A briefing: its scenes and edits, its file, and the one that is shipped."""
