"""Where rows lie: coordinates of Chinese web maps and surveyors, declared or not, and rows without any."""

import pandas as pd
from pyproj import Transformer

from geodata.intake.model import Meaning
from tests.geodata.intake.awkward.case import Awkward
from tests.geodata.intake.awkward.facts import homes, moved, sites, written
from tests.geodata.intake.awkward.layouts import GBK, plain

S, H = sites(), homes()
EAST = S[S["经度"].astype(float) > 106.6]  # of one zone


def projected(rows: pd.DataFrame, epsg: int) -> pd.DataFrame:
    """The rows with eastings and northings, three decimals."""
    change = Transformer.from_crs(4490, epsg, always_xy=True)
    x, y = change.transform(rows["经度"].astype(float).to_numpy(), rows["纬度"].astype(float).to_numpy())
    return rows.assign(经度=[f"{v:.3f}" for v in x], 纬度=[f"{v:.3f}" for v in y])


def named(rows: pd.DataFrame, x: str, y: str) -> pd.DataFrame:
    """The rows with other headings for coordinates."""
    return rows.rename(columns={"经度": x, "纬度": y})


def by_name(id: str, rows: pd.DataFrame, counties: dict[int, str], **more: object) -> Awkward:
    """Rows without coordinates."""
    return Awkward(id, "清单.csv", lambda: written(rows), "csv", len(rows), header=(1,), counties=counties, **more)  # type: ignore[arg-type]


OLD = pd.DataFrame({"名称": ["演示甲", "演示乙", "演示丙", "演示丁"], "区县": ["灌县", "开县", "彭县", "双桥区"]})
SHORT = pd.DataFrame({"名称": ["演示甲", "演示乙", "演示丙"], "所在区县": ["大足", "合川", "武侯"]})
WHOLE = pd.DataFrame({"名称": ["演示甲", "演示乙"], "所在地区": ["重庆市大足区", "四川省成都市武侯区"]})
ASKED = pd.DataFrame({"名称": ["演示甲", "演示乙"], "区县": ["市中区", "大足区"]})
ADDRESSES = pd.DataFrame(
    {"名称": ["演示甲", "演示乙"], "详细地址": ["重庆市大足区万古镇演示路1号", "成都市武侯区演示街2号"]}
)
CODES = pd.DataFrame({"名称": ["演示甲", "演示乙"], "行政区划代码": ["500111.0", "510107"]})
STATISTICS = pd.DataFrame({"地区": ["大足区", "合川区", "荣昌区", "潼南区"], "数值（万人）": ["1.5", "2", "3", "4.25"]})
NOWHERE = pd.DataFrame({"名称": ["演示甲", "演示乙"], "区县": ["大足区", "没有这个县"]})

CASES = (
    plain(
        "bd09_hinted_gbk",
        written(named(moved(S, "BD-09"), "百度经度", "百度纬度"), encoding="gbk"),
        encodings=GBK,
        decided="BD-09",
        values={},
        meanings={"百度经度": Meaning.LON, "百度纬度": Meaning.LAT},
    ),
    plain("bd09_hinted_by_file", written(moved(S, "BD-09")), "医院_bd09.csv", decided="BD-09"),
    plain("bd09_by_evidence", written(moved(S, "BD-09")), decided="BD-09"),
    plain("gcj02_by_evidence", written(moved(S, "GCJ-02")), decided="GCJ-02"),
    plain(
        "gcj02_hinted",
        written(named(moved(S, "GCJ-02"), "lng_gcj02", "lat_gcj02")),
        decided="GCJ-02",
        values={},
        meanings={"lng_gcj02": Meaning.LON, "lat_gcj02": Meaning.LAT},
    ),
    plain("gauss_krueger_with_zone", written(projected(S, 4524)), decided="EPSG:4524"),
    plain("gauss_krueger_no_zone", written(projected(S, 4545)), decided="EPSG:4545"),
    plain(
        "gauss_krueger_x_is_north",
        written(named(projected(S, 4524), "Y坐标", "X坐标")),
        decided="EPSG:4524",
        values={},
        meanings={},
        swapped=True,
    ),
    plain("web_mercator", written(projected(S, 3857)), decided="EPSG:3857"),
    by_name("county_names", H, {2: "500107", 3: "500231", 4: "500229"}, precision={"county": len(H)}),
    by_name("county_names_short", SHORT, {2: "500111", 3: "500117", 4: "510107"}, precision={"county": 3}),
    by_name("county_names_old", OLD, {2: "510181", 3: "500154", 4: "510182", 5: "500111"}, precision={"county": 4}),
    by_name("county_names_whole", WHOLE, {2: "500111", 3: "510107"}, precision={"county": 2}),
    by_name("county_ambiguous", ASKED, {3: "500111"}, precision={"county": 1, "none": 1}, asked=frozenset({2})),
    by_name("addresses", ADDRESSES, {2: "500111", 3: "510107"}, precision={"town": 1, "county": 1}),
    by_name("codes", CODES, {2: "500111", 3: "510107"}, precision={"county": 2}),
    by_name(
        "statistics",
        STATISTICS,
        {2: "500111", 3: "500117"},
        precision={"county": 4},
        values={(2, "数值（万人）"): 1.5},
        meanings={"地区": Meaning.COUNTY, "数值（万人）": Meaning.NUMBER},
    ),
    by_name("nowhere", NOWHERE, {2: "500111"}, precision={"county": 1, "none": 1}),
)
