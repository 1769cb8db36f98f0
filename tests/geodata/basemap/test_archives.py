"""Tiles out of files made here: MBTiles and PMTiles, and files that are neither."""

import sqlite3

import pytest
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from geodata.basemap.archives import MBTiles, PMTiles
from geodata.basemap.mercator import Tile
from geodata.basemap.sources import source_of
from geodata.configuration import ConfigurationError
from tests.geodata.basemap.tiles import painted, settings

TILES = [Tile(5, 25, 13), Tile(6, 50, 26), Tile(6, 51, 26)]


def mbtiles(path, format="png"):
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        file.execute("CREATE TABLE tiles (zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB)")
        file.execute("INSERT INTO metadata VALUES ('format', ?)", (format,))
        rows = [(one.z, one.x, 2**one.z - 1 - one.y, painted(one)) for one in TILES]
        file.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    file.close()
    return path


def pmtiles(path, type=TileType.PNG, compression=Compression.NONE):
    with path.open("wb") as file:
        writer = Writer(file)
        for one in sorted(TILES, key=lambda tile: zxy_to_tileid(*tile)):
            writer.write_tile(zxy_to_tileid(*one), painted(one))
        header = {"tile_type": type, "tile_compression": compression, "min_zoom": 5, "max_zoom": 6}
        edges = {"min_lon_e7": 0, "min_lat_e7": 0, "max_lon_e7": 0, "max_lat_e7": 0}
        writer.finalize(header | edges | {"center_zoom": 5, "center_lon_e7": 0, "center_lat_e7": 0}, {})
    return path


@pytest.mark.parametrize(("kind", "make"), [("mbtiles", mbtiles), ("pmtiles", pmtiles)])
def test_a_file_gives_its_tiles(tmp_path, kind, make):
    path = make(tmp_path / f"base.{kind}")
    source = source_of(settings(kind=kind, address=str(path)))
    assert [source.tile(one) for one in TILES] == [painted(one) for one in TILES]
    assert source.tile(Tile(6, 1, 1)) is None
    assert source.alive()


def test_vector_tiles_are_refused_in_words(tmp_path):
    with pytest.raises(ConfigurationError, match="矢量瓦片"):
        MBTiles(mbtiles(tmp_path / "a.mbtiles", "pbf"))
    with pytest.raises(ConfigurationError, match="矢量瓦片"):
        PMTiles(pmtiles(tmp_path / "a.pmtiles", TileType.MVT, Compression.GZIP))


@pytest.mark.parametrize(("door", "name"), [(MBTiles, "MBTiles"), (PMTiles, "PMTiles")])
def test_a_file_that_is_none_is_told(tmp_path, door, name):
    with pytest.raises(ConfigurationError, match="没有这个文件"):
        door(tmp_path / "none")
    (tmp_path / "other").write_bytes(b"something else entirely" * 100)
    with pytest.raises(ConfigurationError, match=f"no {name}"):
        door(tmp_path / "other")
    (tmp_path / "empty").write_bytes(b"")
    with pytest.raises(ConfigurationError, match=f"no {name}"):
        door(tmp_path / "empty")
