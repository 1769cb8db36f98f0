"""Words of the card of a place."""

from typing import Final

from geodata.text import Text

KINDS: Final = (  # of a county, a city, a province
    Text("区县概况", "About this county"),
    Text("市州概况", "About this city"),
    Text("省市概况", "About this province"),
)
PARTNERS: Final = Text("与谁有联系、在什么领域（点开看来源）", "Tied to whom, in what (unfold for sources)")
MORE: Final = Text("其余{n}地", "{n:more place|more places}")
SEGMENTS: Final = Text("与对侧毗邻", "Border with")
DOMAINS: Final = Text("{some}/{all}个领域有联系", "{some} of {all} domains tied")
LACKS: Final = Text("没有查到：{domains}", "none found in {domains}")
CROSSINGS: Final = Text("过界点", "Crossings")
HOLDINGS: Final = Text("本地收录", "Listed here")
CROSSING: Final = Text("{n}处有跨界记录", "{n} with a link across")
NOTHING_HERE: Final = Text("各图层都没有收录本地的条目", "None of the layers lists anything here")
RESIDENTS: Final = Text("当地人能用什么", "What people here can use")
RESIDENTS_LIGHT: Final = Text("同一答复的轻量页", "The same as a light page")
PROVINCE: Final = Text(
    "另有全省、全市层面的联系{n}条，处处适用，不计在内。",
    "Here as everywhere {n:province-wide tie holds|province-wide ties hold}, which are not counted.",
)
