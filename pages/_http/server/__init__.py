"""The server itself: how its answers leave, and that it may be one of several."""
