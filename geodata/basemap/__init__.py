"""A basemap of the administrator's own: where its tiles come from, how they are kept, and pictures made of them."""
