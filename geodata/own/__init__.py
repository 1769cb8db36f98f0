"""People's own lists as datasets beside the shipped ones, in a store of their session's own."""
