"""Publishing: a maintainer's list takes a table's place for everyone, checked, previewed, kept as a version."""
