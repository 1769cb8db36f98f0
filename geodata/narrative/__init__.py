"""Answers in words, in both languages: sentences, figures, cards, dossiers, tables."""
