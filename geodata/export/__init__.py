"""Rows and datasets as files, each of which says where it comes from."""
