"""Geometry as the data of a path, known by eye."""

import numpy as np
import shapely

from layers.renderers.svg.paths import path

BOX = (0, 0, 10, 10)


def place(degrees):
    return np.column_stack([degrees[:, 0], 10 - degrees[:, 1]])


def test_a_line_is_told_step_by_step():
    assert path([shapely.LineString([(1, 1), (2, 3), (1, 2)])], BOX, place) == "M1 9l1-2-1 1"


def test_points_that_fall_together_are_told_once_and_a_line_that_is_one_point_not_at_all():
    assert path([shapely.LineString([(1, 1), (1.1, 1.1), (2, 1)])], BOX, place) == "M1 9l1 0"
    assert path([shapely.LineString([(1, 1), (1.1, 1.1)])], BOX, place) == ""


def test_a_polygon_has_its_holes_and_is_cut_at_the_box():
    ring = shapely.Polygon(shapely.box(-5, 2, 5, 8).exterior, [shapely.box(1, 4, 3, 6).exterior])
    told = path([ring], BOX, place)
    assert told.count("M") == 2
    assert "-" not in told.split("l")[0]


def test_nothing_inside_is_nothing():
    assert path([shapely.box(20, 20, 30, 30)], BOX, place) == ""
    assert path([], BOX, place) == ""
