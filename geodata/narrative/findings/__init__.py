"""What a slide says: what was found, in a title; what it means, in a sentence; its key figures; what to ask next."""
