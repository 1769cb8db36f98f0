"""A GeoPackage whose layers bring their own look: QGIS reads it from the table ``layer_styles``."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from geodata.export import formats
from geodata.export.formats import Layers
from geodata.export.metadata import About

# As QGIS makes it itself when somebody saves a style into a GeoPackage.
_TABLE: Final = """
CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
    f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
    useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME
)"""
_CONTENTS: Final = """
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id)
VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?, 0)"""
_STYLE: Final = """
INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML,
                          styleSLD, useAsDefault, description, owner, ui, update_time)
VALUES ('', '', ?, ?, ?, ?, '', 1, '', '', NULL, ?)"""


def geopackage(layers: Layers, styles: dict[str, str], about: About, day: date) -> bytes:
    """Return a GeoPackage with one layer per entry, each with its style (QML) as QGIS's default for it.

    Args:
        layers, about: as for ``export.geopackage``.
        styles: the style of each layer by its name.
        day: today.
    """
    moment = f"{day.isoformat()}T00:00:00.000Z"
    with TemporaryDirectory(prefix="chengyu-") as folder:
        path = Path(folder) / "export.gpkg"
        formats.write_geopackage(path, layers, about)
        with closing(sqlite3.connect(path)) as file, file:
            column = dict(file.execute("SELECT table_name, column_name FROM gpkg_geometry_columns"))
            file.execute(_TABLE)
            file.execute(_CONTENTS, (moment,))
            rows = [(name, column[name], name[:30], style, moment) for name, style in styles.items()]
            file.executemany(_STYLE, rows)
        return path.read_bytes()
