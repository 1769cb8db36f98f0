"""Awkward files, made of our own facts, each with the known right answer."""
