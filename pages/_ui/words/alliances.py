"""Words of the page of alliances."""

from typing import Final

from geodata.text import Text

ALLIANCE_HINT: Final = Text(
    "点一个，只看这个联盟：成立地、两侧成员与连线。",
    "Choose one to see it alone: its seat and members.",
)
ALLIANCES_SEVERAL: Final = Text("参加多个联盟的机构", "Members of several")
ALLIANCES_WITHOUT: Final = Text("尚无成员的市州、区县", "Places without a member")
ALLIANCES_NOBODY_TWICE: Final = Text("当前所选成员都只在一个联盟。", "None of those shown belongs to more than one.")
ALLIANCES_CITIES: Final = Text("没有收录成员的四川市州", "Sichuan cities without a listed member")
ALLIANCES_COUNTIES: Final = Text("没有收录成员的重庆区县", "Chongqing counties without a listed member")
ALLIANCES_EVERYWHERE: Final = {
    "cities": Text("四川每个市州都有。", "None: every city has some."),
    "counties": Text("重庆每个区县都有。", "None: every county has some."),
}
ALLIANCES_WITHOUT_NOTE: Final = Text(
    "成员名单多为报道点名的部分成员，没有收录不等于没有加入。",
    "Lists mostly hold the members that reports name: not listed does not mean not a member.",
)
ALLIANCES_FOUNDED: Final = Text("成立年份（收录了成员的）", "Founded (those with listed members)")
ALLIANCES_UNDATED: Final = Text("年份不详", "unknown")
SEVERAL_COLUMNS: Final = {
    "name": Text("机构", "Institution"),
    "side": Text("省市", "Side"),
    "alliances": Text("联盟数", "Alliances"),
}
