"""Corridors: how they are drawn, as curves through their places, with their names along them."""
