"""The answer up front on a domain's page: what of it crosses the border, from the rows shown."""

from geodata import counts
from geodata.answer import Shown
from geodata.scene import Scene


def transport(scene: Scene, shown: dict[str, Shown]) -> str:
    """Return how many corridors cross, where, and how far they are."""
    zh, n = scene.lang == "zh", counts.transport(shown)
    if not n.get("corridors"):
        return ""
    text = (
        f"{n['corridors']}条走廊中{n['crossing']}条跨界"
        if zh
        else f"{n['crossing']} of {n['corridors']} corridors cross the border"
    )
    if n.get("points"):
        text += (
            f"，过界{n['points']}处（已通{n['used']}处），分布在{n['pairs']}个毗邻县对"
            if zh
            else f", at {n['points']} points ({n['used']} in use) between {n['pairs']} border pairs"
        )
    return text


def alliances(scene: Scene, shown: dict[str, Shown]) -> str:
    """Return how many members there are on each side, in how many alliances, and how many of these cross."""
    n = counts.alliances(shown)
    if not n.get("members"):
        return ""
    if scene.lang == "zh":
        told = f"四川{n['sichuan']}家、重庆{n['chongqing']}家；其中{n['both']}个在两侧都有成员"
        return f"{n['alliances']}个联盟与合作组织，收录成员{n['members']}家：{told}"
    many = "alliances and partnerships" if n["alliances"] != 1 else "alliance"
    told = f"{n['members']} listed members of {n['alliances']} {many}"
    return f"{told}: {n['sichuan']} in Sichuan, {n['chongqing']} in Chongqing; with members on both sides: {n['both']}"


def services(scene: Scene, shown: dict[str, Shown]) -> str:
    """Return how many services there are and how far they reach, and how many mechanisms stand behind them."""
    zh, n, parts = scene.lang == "zh", counts.services(shown), []
    if n.get("services"):
        parts.append(
            f"{n['services']}项共享服务：两省市全域{n['whole']}项，多地（名单见来源）{n['several']}项，"
            f"限所列地方{n['local']}项"
            if zh
            else f"{n['services']} shared services: {n['whole']} in all of both provinces, {n['several']} in many "
            f"places (list in the source), {n['local']} in named places only"
        )
    if n.get("mechanisms"):
        parts.append(
            f"{n['mechanisms']}项合作机制与会议：长期机制{n['standing']}项，单次会议、活动{n['held']}次"
            if zh
            else f"{n['mechanisms']} mechanisms: {n['standing']} standing, {n['held']} single meetings or events"
        )
    return ("；" if zh else "; ").join(parts)


def tourism(scene: Scene, shown: dict[str, Shown]) -> str:
    """Return how many sights and routes cross."""
    zh, n, parts = scene.lang == "zh", counts.tourism(shown), []
    if n.get("sights"):
        parts.append(
            f"{n['sights']}处景区与场馆中{n['linked']}处有跨界记录"
            if zh
            else f"{n['linked']} of {n['sights']} sights have a link across the border"
        )
    if n.get("routes"):
        parts.append(
            f"{n['routes']}条旅游线路中{n['crossing']}条跨越川渝"
            if zh
            else f"{n['crossing']} of {n['routes']} routes run through both sides"
        )
    return ("；" if zh else "; ").join(parts)


def eldercare(scene: Scene, shown: dict[str, Shown]) -> str:
    """Return how many sites people of the other side may use, and on what evidence."""
    n = counts.eldercare(shown)
    if not n.get("sites"):
        return ""
    if scene.lang == "zh":
        told = f"来源写明的{n['named']}处，所在地区有协议的{n['area']}处，只说有客流或辐射的{n['visited']}处"
        return f"{n['sites']}处养老、康养机构中{n['linked']}处有跨界记录：{told}"
    told = f"{n['named']} named by a source, {n['area']} under an area agreement"
    told += f", {n['visited']} with visitors or a stated reach only"
    return f"{n['linked']} of {n['sites']} eldercare sites have a link across the border: {told}"
