"""Answers in, drawings out: one module per kind of drawing, one per renderer."""
