"""Files of which nothing can be used; each must be told in one sentence."""

import random

from tests.geodata.intake.awkward.case import Useless
from tests.geodata.intake.awkward.facts import sites, written
from tests.geodata.intake.awkward.layers import zipped
from tests.geodata.intake.awkward.sheets import xlsx

S = sites()
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20
EXE = b"MZ" + bytes(range(256)) * 40

CASES = (
    Useless("empty", "清单.csv", lambda: b""),
    Useless("only_blanks", "清单.csv", lambda: b"  \r\n\r\n ,, \r\n"),
    Useless("only_headings", "清单.csv", lambda: written(S.head(0))),
    Useless("picture", "清单.xlsx", lambda: PNG),
    Useless("program", "清单.csv", lambda: EXE),
    Useless("xlsx_without_rows", "清单.xlsx", lambda: xlsx(("清单", [list(S.columns)]))),
    Useless("xlsx_cut_off", "清单.xlsx", lambda: xlsx(("清单", [list(S.columns), *S.values.tolist()]))[:3000]),
    Useless("zip_of_nothing", "医院.zip", lambda: zipped({"photo.png": PNG})),
    Useless("geojson_cut_off", "sites.geojson", lambda: b'{"type": "FeatureCollection", "features": [{"type": "Feat'),
    Useless("json_of_something_else", "sites.json", lambda: b'{"a": 1}'),
    Useless("page_named_xls", "清单.xls", lambda: b"<html><body><p>404 Not Found</p></body></html>"),
    Useless("noise", "清单.csv", lambda: random.Random(0).randbytes(4096)),
)
