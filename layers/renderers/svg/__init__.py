"""Maps as inline SVG, which any browser shows without a script: a sketch of a place, a picture of any drawing."""
