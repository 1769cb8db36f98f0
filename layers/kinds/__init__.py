"""Kinds of datasets as they are drawn: one module each."""
