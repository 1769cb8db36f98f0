"""Maps beside the pages: the light map, and the tiles and pictures of a basemap."""
