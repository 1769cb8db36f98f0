"""Files made of scenes and briefings."""
