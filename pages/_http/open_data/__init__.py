"""Open data for programs: lists, files and changes, which any page and any GIS may read by their addresses."""
