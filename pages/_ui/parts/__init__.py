"""Parts of single pages, one or more modules each."""
