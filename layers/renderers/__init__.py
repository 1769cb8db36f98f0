"""Map layers as pictures: deck.gl, Leaflet, SVG, paper."""
