"""Words of the page of eldercare."""

from typing import Final

from geodata.text import Text

DEMAND: Final = Text("收录机构与老年人口", "Sites collected and older people")
DEMAND_NOTE: Final = Text(
    "收录的机构不是全部，床位多数未载明：0家只表示没有收录，"
    "每万名老人（60岁及以上）的收录数反映收录多少，不是供给水平。空白即不知道。",
    "Sites are those collected, not all there are, and beds are mostly not stated: 0 means none collected, and what "
    "was collected per 10,000 people aged 60+ speaks of the collection, not of supply. Blank means not known.",
)
DEMAND_KNOWN: Final = {
    "city": Text(
        "{all}个市级单元中{known}个有老龄占比（2020年普查）。",
        "Shares of older people are known for {known} of {all} cities (census of 2020).",
    ),
    "county": Text(
        "{all}个区县中{known}个有老龄占比（2020年普查，此后调整过区划的没有）。",
        "Shares of older people are known for {known} of {all} counties (census of 2020; not for those redrawn since).",
    ),
}
DEMAND_BY: Final = Text("按", "By")
DEMAND_LEVELS: Final = {"county": Text("区县", "County"), "city": Text("市州（重庆为一个）", "City (Chongqing is one)")}
DEMAND_COLUMNS: Final = {
    "name": Text("地方", "Place"),
    "city": Text("所属市州", "Part of"),
    "population_60plus_share": Text("60岁+%", "60+ %"),
    "population_65plus_share": Text("65岁+%", "65+ %"),
    "population_60plus": Text("60岁+人数", "People 60+"),
    "sites": Text("收录机构", "Collected"),
    "sites_per_10k": Text("每万老人收录", "Per 10,000 aged 60+"),
    "sites_with_beds": Text("载明床位家数", "Sites with beds"),
    "beds": Text("载明床位", "Beds"),
    "beds_per_10k": Text("床位/万名老人", "Beds per 10,000 aged 60+"),
}
AGREEMENTS: Final = Text("合作协议与规划", "Agreements and plans")
OLD_CHART: Final = Text(
    "60岁及以上人口占比（%，2020；{all}个市级单元中{known}个有数）",
    "People aged 60 and over (%, 2020; known for {known} of {all} cities)",
)
CATEGORY_CHART: Final = Text("类别，按是否跨界", "Categories by cross-border link")
