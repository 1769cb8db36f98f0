"""What is said of coordinates and places: names of systems, why a reading is likely, how a row was placed."""

from typing import Final

from pyproj import CRS
from pyproj.exceptions import CRSError

from geodata.intake.position.conversions import BD09, CGCS2000, GCJ02, WGS84
from geodata.intake.position.evidence import Term
from geodata.intake.position.hints import Hint
from geodata.text import Text, counted, number

_NAMES: Final = {
    WGS84: Text("WGS84（GPS、天地图）", "WGS84 (GPS, Tianditu)"),
    CGCS2000: Text("CGCS2000（国家2000）", "CGCS2000"),
    GCJ02: Text("GCJ-02（高德、腾讯）", "GCJ-02 (AMap, Tencent)"),
    BD09: Text("BD-09（百度）", "BD-09 (Baidu)"),
    "EPSG:3857": Text("网络墨卡托投影", "Web Mercator"),
}
_NOTHING: Final = Text("文件里没有可以核对的内容", "nothing in the file can be checked against it")


def system(crs: str) -> Text:
    """Return what a coordinate system is called."""
    if crs in _NAMES:
        return _NAMES[crs]
    try:
        name = CRS.from_user_input(crs).name
    except CRSError:
        return Text(crs, crs)
    return Text(f"{name}（{crs}）", f"{name} ({crs})") if crs.startswith("EPSG") else Text(name, name)


def _off(metres: float) -> Text:
    told = number.said(metres)
    return Text(f"约{told}米", f"about {told} m") if metres >= 1 else Text("不到1米", "less than 1 m")


def why(terms: dict[str, Term], hint: Hint) -> Text:
    """Return in one sentence, without its stop, what speaks for a reading and against it.

    Args:
        terms: "counties", "sites", "towns": what each kind of evidence says under it.
        hint: what the file declares, or its name and headings speak for.
    """
    parts = list(hint.said)
    counties, sites, towns = terms["counties"], terms["sites"], terms["towns"]
    if counties.agree or counties.differ:
        every = counties.agree + counties.differ
        parts.append(
            Text(
                f"{every}行写明区县，其中{counties.differ}行的点不在所写区县",
                f"{counted(every, 'row')} with a county named, {counties.differ} of them elsewhere",
            )
            if counties.differ
            else Text(
                f"{every}行写明区县，点都在所写区县内", f"{counted(every, 'row')} with a county named, all lying in it"
            )
        )
    if sites.agree or sites.differ:
        every = sites.agree + sites.differ
        off = _off(sites.off_m)
        near = Text(f"，相距{off.zh}", f", {off.en} off") if sites.agree else Text("", "")
        parts.append(
            Text(
                f"{every}行与已知地点同名，{sites.agree}行位置相符{near.zh}",
                f"{counted(every, 'row')} named like known places, {sites.agree} of them close by{near.en}",
            )
        )
    if towns.agree or towns.differ:
        off = _off(towns.off_m)
        parts.append(
            Text(
                f"{towns.agree + towns.differ}行写有乡镇，与该乡镇相距{off.zh}"
                if towns.agree
                else f"{towns.differ}行写有乡镇，但都不在附近",
                f"{counted(towns.agree + towns.differ, 'row')} with a town named, {off.en} from it"
                if towns.agree
                else f"{counted(towns.differ, 'row')} with a town named, none near it",
            )
        )
    if not parts:
        return _NOTHING
    return Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))
