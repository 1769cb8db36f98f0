"""Towns as maps name them: short, towns over villages, none that repeats what holds it."""

import pandas as pd

from geodata.boundaries import towns

TABLE = pd.DataFrame(
    [
        ("a", "塘坝镇", "塘坝", "Tangba Town", "潼南区"),
        ("b", "潼南镇", "潼南", "Tongnan Town", "潼南区"),
        ("c", "花岩乡", "花岩", "Huayan Township", "潼南区"),
        ("d", "重庆", "重庆", "Chongqing", "潼南区"),
        ("e", "梓潼街道", "梓潼", "Zitong Subdistrict", "潼南区"),
    ],
    columns=["id", "name_zh", "short_zh", "name_en", "county"],
).assign(city="重庆市", province="重庆市", lon=105.8, lat=30.1)


def test_towns_are_named_in_short_the_most_important_last():
    made = towns.named(TABLE)
    assert list(made["short_zh"]) == ["梓潼", "花岩", "塘坝"]
    assert list(made["name_en"]) == ["Zitong", "Huayan", "Tangba"]
    assert list(made.columns) == ["id", "short_zh", "name_en", "lon", "lat"]


def test_the_table_stays_as_it_is():
    before = TABLE.copy()
    towns.named(TABLE)
    assert TABLE.equals(before)
