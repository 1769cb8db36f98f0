"""Words of parts of pages, which several pages may have."""
