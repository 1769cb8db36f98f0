"""Names on screens: where each stands, from which zoom on it is read, and how a browser is told."""
