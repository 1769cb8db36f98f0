"""Words of the light pages, in both languages."""

from typing import Final

from geodata.catalog.pages import PAGES
from geodata.query.question import Question
from geodata.text import Lang, Text
from pages._ui.words import common

WORDS: Final[dict[str, Text]] = {
    "APP": Text("成渝一张图", "Chengyu One Map"),
    "LIGHT": Text("轻量版", "light"),
    "SKIP": Text("跳到正文", "Skip to the text"),
    "NAV": Text("版本与语言", "Version and language"),
    "BIGGER": Text("大字版", "Large type"),
    "SMALLER": Text("普通字号", "Usual type"),
    "OPEN_APP": Text("打开地图版", "Open the map"),
    "ONLY": Text("（只看{need}）", " ({need} only)"),
    "NEAREST": Text(
        "“{page}”页没有轻量版，这里是与它最接近的一页。", "“{page}” has no light page; this is the one nearest to it."
    ),
    "ASKED": Text("所查：", "Asked: "),
    "BACK": Text("返回：", "Back to: "),
    "MADE": common.MADE,
    "QR": Text("本页网址的二维码", "QR code of this page's address"),
    "VERSION": Text("数据版本 ", "Data version "),
    "SOURCES": Text("数据来源", "Sources"),
    "TITLE": Text("跨过川渝界，我能用什么？", "What can I use across the border?"),
    "WHERE": Text("您住在哪里？", "Where do you live?"),
    "HINT": Text("区县、地名、拼音或旧名，如 潼南、tongnan、tn", "In any spelling: Tongnan, tn"),
    "WHAT": Text("您想办什么？", "What do you need?"),
    "FOR": Text("给谁用？", "For whom?"),
    "GO": Text("查询", "Show"),
    "BESIDE": Text("川渝界线两侧的区县", "Counties beside the border"),
    "ALL": Text("全部市州、区县", "All cities and counties"),
    "WHICH": Text("您是不是要找：", "Do you mean:"),
    "MISSED": Text(
        "没有找到“{typed}”。请输入区县或市州的名字，如“潼南”“tongnan”“tn”；乡镇、村请输入所在的区县，或从下面的名单里选。",
        "Nothing found for “{typed}”. Type a county or city, such as Tongnan or tn; for a town or village, its county; "
        "or choose from the lists below.",
    ),
    "NARROWER": Text("选到您住的区县，答案更准", "Choose the county you live in for a better answer"),
    "WHOLE": Text("详细：", "All about: "),
    "PAIRS": Text("与省界对面邻县的联系", "Ties with the neighbours across"),
    "ANOTHER": Text("换一个地方查询", "Ask for another place"),
    "DETAILS": Text("详情", "Details"),
    "SEE_MAP": Text("看地图", "See the map"),
    "GOAL": Text("去哪里？", "Where to?"),
    "GOAL_NONE": Text("选一个地方", "Choose a place"),
    "CALL": common.CALL,
    "MAP_PIN": common.MAP_PIN,
    "MAP_SEARCH": common.MAP_SEARCH,
    "OPEN_AT": common.OPEN_AT,
    "ADDRESS": Text("地址（长按可复制）：", "Address (hold to copy): "),
    "SOURCE": Text("来源：", "Source: "),
    "SOURCES_OF": common.CARD_SOURCE,
    "UNLINKED": Text("来源中没有下划线的，未存链接。", "Sources that are not underlined: link not saved."),
    "COLON": Text("：", ": "),
    "CROSSES": Text("跨界", "Across the border"),
    "YES": Text("是", "Yes"),
    "NO_LINK": Text("暂无跨界记录（不等于没有）", "No cross-border link found (which does not mean there is none)"),
    "HERE": Text("住在这里能用什么：", "What people who live here can use: "),
    "PAIR": Text("毗邻县对", "Border pair"),
    "MISSING": Text("暂无记录的领域", "Domains without a tie on record"),
    "COMING": Text("尚未生效（在建、规划、建议）", "Not yet in force"),
    "HELD": Text("会议、活动与已到期的优惠（列出，不计）", "Meetings, events, ended offers (not counted)"),
    "SINCE": Text("自", "Since "),
    "NO_SINCE": Text("起始不详", "Start not known"),
    "COMMA": Text("、", ", "),
    "SEMICOLON": Text("；", "; "),
    "BRACKETS": Text("（{}）", ", {}"),
    "ENDS": Text("两边的居民可用什么", "What people of either side can use"),
    "NOT_THERE": Text("没有这一页", "There is no such page"),
    "MAP": common.SKETCH,
    "PLACE": Text("{place}：跨过川渝界能用什么", "{place}: what you can use across the border"),
}


def nearest(asked: Question, lang: Lang) -> str:
    """Say which page of the app a light one stands in for; empty where it tells all that was asked for."""
    page = PAGES[asked.page] if asked.page and asked.live_page == asked.page and not asked.kind else None
    return WORDS["NEAREST"].say(lang).format(page=page.name.say(lang)) if page else ""


def said(lang: Lang) -> dict[str, str]:
    """Return every word in ``lang`` by its name."""
    return {name: text.say(lang) for name, text in WORDS.items()}
