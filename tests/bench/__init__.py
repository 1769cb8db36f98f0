"""The app measured against two naive ones on the same data. Run with ``make bench``; nothing here is asserted."""
