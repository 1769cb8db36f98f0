"""Answers for citizens in words."""
