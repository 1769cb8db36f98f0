"""The answer up front on a domain's page: what of it crosses the border, from the rows shown."""

from geodata import alliances as facts
from geodata.answer import Shown
from geodata.integration import in_force
from geodata.scene import Scene
from geodata.services import ALL
from geodata.ties import HELD


def transport(scene: Scene, shown: dict[str, Shown]) -> str:
    """Return how many corridors cross, where, and how far they are."""
    zh, corridors, crossings = scene.lang == "zh", shown.get("corridors"), shown.get("crossings")
    if corridors is None:
        return ""
    text = (
        f"{corridors.count}条走廊中{corridors.crossing}条跨界"
        if zh
        else f"{corridors.crossing} of {corridors.count} corridors cross the border"
    )
    if crossings is not None:
        rows = crossings.rows[crossings.rows["corridor_id"].isin(corridors.rows["id"])]
        used, pairs = int(in_force(rows).sum()), len(rows.drop_duplicates(["sichuan_adcode", "chongqing_adcode"]))
        text += (
            f"，过界{len(rows)}处（已通{used}处），分布在{pairs}个毗邻县对"
            if zh
            else f", at {len(rows)} points ({used} in use) between {pairs} border pairs"
        )
    return text


def alliances(scene: Scene, shown: dict[str, Shown]) -> str:
    """Return how many members there are on each side, in how many alliances, and how many of these cross."""
    zh, members = scene.lang == "zh", shown.get("alliance_members")
    if members is None:
        return ""
    rows = members.rows
    sides, sichuan, chongqing = facts.sides(rows), *((rows["side"] == side).sum() for side in ("sichuan", "chongqing"))
    both = int(sides["cross_border"].sum())
    if zh:
        told = f"四川{sichuan}家、重庆{chongqing}家；其中{both}个在两侧都有成员"
        return f"{len(sides)}个联盟与合作组织，收录成员{len(rows)}家：{told}"
    many = "alliances and partnerships" if len(sides) != 1 else "alliance"
    told = f"{len(rows)} listed members of {len(sides)} {many}: {sichuan} in Sichuan, {chongqing} in Chongqing"
    return f"{told}; with members on both sides: {both}"


def services(scene: Scene, shown: dict[str, Shown]) -> str:
    """Return how many services there are and how far they reach, and how many mechanisms stand behind them."""
    zh, offers, mechanisms = scene.lang == "zh", shown.get("shared_services"), shown.get("mechanisms")
    parts = []
    if offers is not None:
        whole = int(offers.rows["reach"].eq(ALL).sum())
        parts.append(
            f"{offers.count}项共享服务：两省市层面{whole}项，限部分地方{offers.count - whole}项"
            if zh
            else f"{offers.count} shared services: {whole} for both provinces, {offers.count - whole} in named places"
        )
    if mechanisms is not None:
        held = int(mechanisms.rows["status"].eq(HELD).sum())
        parts.append(
            f"{mechanisms.count}项合作机制与会议：长期机制{mechanisms.count - held}项，单次会议、活动{held}次"
            if zh
            else f"{mechanisms.count} mechanisms: {mechanisms.count - held} standing, {held} single meetings or events"
        )
    return ("；" if zh else "; ").join(parts)


def tourism(scene: Scene, shown: dict[str, Shown]) -> str:
    """Return how many sights and routes cross."""
    zh, sights, routes = scene.lang == "zh", shown.get("tourism"), shown.get("tourism_routes")
    parts = []
    if sights is not None:
        parts.append(
            f"{sights.count}处景区与场馆中{sights.crossing}处有跨界记载"
            if zh
            else f"{sights.crossing} of {sights.count} sights have a link across the border"
        )
    if routes is not None:
        parts.append(
            f"{routes.count}条旅游线路中{routes.crossing}条跨越川渝"
            if zh
            else f"{routes.crossing} of {routes.count} routes run through both sides"
        )
    return ("；" if zh else "; ").join(parts)


def eldercare(scene: Scene, shown: dict[str, Shown]) -> str:
    """Return how many sites people of the other side may use, and on what evidence."""
    zh, sites = scene.lang == "zh", shown.get("eldercare")
    if sites is None:
        return ""
    linked = sites.rows[sites.rows["cross_border"].fillna(False).astype(bool)]
    named = int(linked["cross_border_basis"].eq("named_site").sum())
    area = int(linked["cross_border_basis"].eq("area_agreement").sum())
    if zh:
        told = f"来源写明的{named}处，所在地区有协议的{area}处，只说有客流或辐射的{len(linked) - named - area}处"
        return f"{sites.count}处养老、康养机构中{len(linked)}处有跨界记载：{told}"
    visited = len(linked) - named - area
    told = f"{named} named by a source, {area} under an area agreement, {visited} with visitors or a stated reach only"
    return f"{len(linked)} of {sites.count} eldercare sites have a link across the border: {told}"
