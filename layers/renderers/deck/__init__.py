"""The live map: MapLayers as a specification of deck.gl."""
