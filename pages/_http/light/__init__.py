"""Light pages: HTML without script."""
