"""Drawings for paper and files: what stands for layers that are too large to be drawn one by one, at their scale."""

from dataclasses import replace
from typing import Final

from layers.camera import Frame, View, place
from layers.spec import Bounds, Drawing

_AROUND: Final = 0.2  # of what a camera shows, at each side: paper may be wider, or higher


def settled(drawing: Drawing) -> Drawing:
    """Return a drawing in which every layer can be drawn feature by feature."""
    if not any(layer.closer for layer in drawing.layers):
        return drawing
    seen, zoom = _seen(drawing.view, drawing.frame), drawing.view.zoom
    layers = [part for layer in drawing.layers for part in (layer.closer(seen, zoom) if layer.closer else [layer])]
    return replace(drawing, layers=tuple(layers))


def _seen(view: View, frame: Frame) -> Bounds:
    """The ground that a camera shows, and some around it."""
    across, down = frame.width * (0.5 + _AROUND), frame.height * (0.5 + _AROUND)
    west, north = place(view, -across, -down)
    east, south = place(view, across, down)
    return west, south, east, north
