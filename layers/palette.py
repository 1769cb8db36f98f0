"""The colours of the map. Red belongs to the border alone."""

from typing import Final

from layers.spec import Color

PAPER: Final[Color] = (236, 233, 226, 255)  # neighbouring provinces
PAPER_LINE: Final[Color] = (214, 210, 200, 255)
OUTSIDE: Final[Color] = (243, 241, 236, 255)  # counties outside the circle
SICHUAN: Final[Color] = (253, 250, 240, 255)  # inside, warm
CHONGQING: Final[Color] = (247, 243, 250, 255)  # inside, cool
COUNTY_LINE: Final[Color] = (226, 221, 210, 255)
CITY_LINE: Final[Color] = (190, 183, 168, 255)
PROVINCE_LINE: Final[Color] = (158, 150, 135, 255)
CIRCLE_LINE: Final[Color] = (150, 128, 92, 255)
BORDER: Final[Color] = (181, 55, 43, 255)
CASING: Final[Color] = (255, 255, 255, 150)  # below lines that can be picked
BORDER_HALO: Final[Color] = (181, 55, 43, 60)
RIVER: Final[Color] = (178, 203, 217, 255)
LABEL: Final[Color] = (60, 52, 44, 255)
RIVER_LABEL: Final[Color] = (58, 110, 150, 255)
TOWN_LABEL: Final[Color] = (104, 94, 82, 255)
BEYOND_LABEL: Final[Color] = (118, 112, 102, 255)  # names across the outer border
PICKED: Final[Color] = (30, 30, 30, 255)
WAY: Final[Color] = (250, 200, 60, 170)  # as a marker pen leaves it: what lies under it is read
WAY_CHOSEN: Final[Color] = (235, 150, 20, 220)
STRAIGHT: Final[Color] = (60, 52, 44, 170)  # as the crow flies
TIE: Final[Color] = (92, 62, 132, 160)
# How far a border pair is integrated, from cut to well tied: after ColorBrewer "RdYlBu", safe for colour-blind readers.
INTEGRATION: Final[tuple[Color, ...]] = (BORDER, (240, 166, 84, 255), (124, 184, 214, 255), (33, 92, 154, 255))
FLOW: Final[Color] = (0, 104, 116, 220)
# How use stands beside ties: used and tied, tied alone, used alone, neither; where domains differ.
STATES: Final[tuple[Color, ...]] = ((33, 92, 154, 255), (240, 166, 84, 255), (0, 158, 115, 255), (150, 142, 128, 255))
MIXED_STATES: Final[Color] = (136, 86, 167, 255)
NO_SHARE: Final[Color] = (196, 188, 172, 255)  # hidden, as too few
ASIDE: Final[Color] = (150, 142, 128, 255)  # what nothing is said of
NO_DATA: Final[Color] = (232, 230, 226, 255)

MODE: Final[dict[str, tuple[Color, float]]] = {  # colour, width in px; drawn in this order
    "waterway": ((86, 156, 196, 255), 3.0),
    "expressway": ((205, 133, 63, 255), 1.4),
    "rail": ((110, 110, 110, 255), 1.4),
    "metro": ((0, 130, 130, 255), 2.0),
    "bus": ((150, 85, 150, 255), 2.0),
    "air": ((120, 140, 170, 255), 1.4),
    "hsr": ((31, 78, 121, 255), 2.6),
}

# ColorBrewer "YlGnBu", five classes: sequential, safe for colour-blind readers, no red.
SEQUENTIAL: Final[tuple[Color, ...]] = (
    (255, 255, 217, 255),
    (199, 233, 180, 255),
    (127, 205, 187, 255),
    (65, 182, 196, 255),
    (34, 94, 168, 255),
)

# Platforms and metropolitan areas: Okabe and Ito's set without its reds, as translucent fills.
AREAS: Final[tuple[Color, ...]] = (
    (230, 159, 0, 90),
    (86, 180, 233, 90),
    (0, 158, 115, 90),
    (240, 228, 66, 90),
    (0, 114, 178, 90),
    (204, 121, 167, 90),
    (120, 94, 50, 90),
    (120, 120, 120, 90),
    (140, 200, 90, 90),
    (110, 100, 200, 90),
)
