"""The marks of what is picked or in focus: a ring, a dark line, an outline."""

from dataclasses import replace
from typing import Final

import geopandas as gpd
from shapely.geometry.base import BaseGeometry

from geodata.boundaries.border import pair_codes
from geodata.measure import WGS84
from geodata.query.scene import Scene
from geodata.store.store import Store
from layers import geometry, palette
from layers.kinds import coverage, tie
from layers.spec import MapLayer

EDGE_PX: Final = 15.0  # width of the dark line under a picked piece of the border


def picked(candidates: list[MapLayer], store: Store, scene: Scene) -> list[MapLayer]:
    """The mark of what is picked: a ring around a point, a dark line along a corridor, a tie or an area."""
    dataset, row = scene.pick.dataset, scene.pick.id
    for layer in candidates:
        mine = layer.pickable and layer.dataset == dataset != "border_pairs"
        found = layer.features[layer.features["id"] == row] if mine else layer.features[:0]
        if len(found) and layer.shape == "point":
            return [MapLayer("picked-point", "point", found.assign(icon="picked"), size=30, role="picked")]
        if len(found):
            line = found.geometry.boundary if layer.shape == "polygon" else found.geometry
            features = gpd.GeoDataFrame({"id": found["id"]}, geometry=line, crs=WGS84).reset_index(drop=True)
            return [MapLayer("picked-line", "line", features, color=palette.PICKED, width=4.0, role="picked")]
    if dataset == "shared_services":
        return coverage.marked(store.at(scene.vintage), row)
    if dataset != "ties":
        return []
    ties = store.get("ties", scene.vintage)  # a tie is marked also where it is drawn in a bundle, or not at all
    return [replace(layer, id="picked-line") for layer in tie.marked(ties[ties["id"] == row])]


def under(made: list[MapLayer], scene: Scene) -> list[MapLayer]:
    """The mark of a picked border pair: a dark edge under its piece, whose colour says something and stays."""
    row = scene.pick.within("border_pairs")
    if not row or not made:
        return []
    found = made[0].features[made[0].features["id"] == row].reset_index(drop=True)
    features = gpd.GeoDataFrame({"id": found["id"]}, geometry=found.geometry, crs=WGS84)
    return (
        [MapLayer("picked-pair", "line", features, color=palette.PICKED, width=EDGE_PX, role="picked")]
        if len(found)
        else []
    )


def pair(scene: Scene) -> tuple[str, ...]:
    """The codes of the two counties of the border pair that is picked, if one is."""
    row = scene.pick.within("border_pairs")
    return pair_codes(row) if row else ()


def outline(shape: BaseGeometry | None) -> list[MapLayer]:
    """Return the outline of what is in focus, a shape as it is drawn (WGS84); nothing without a focus.

    It is not simplified on its own: a line beside the border would show as spikes.
    """
    if shape is None:
        return []
    edge = gpd.GeoDataFrame({"id": ["focus"]}, geometry=[shape.boundary], crs=WGS84)
    return [MapLayer("focus", "line", geometry.rounded(edge), color=palette.PICKED, width=2.0)]
