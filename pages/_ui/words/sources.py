"""Words of the page of sources."""

from geodata.store.releases import HEADLINES
from geodata.text import Lang, Text

_WORDS = {
    "dataset": Text("数据集", "Dataset"),
    "rows": Text("条数", "Rows"),
    "as_of": Text("截至", "As of"),
    "filled": Text("填写完整度", "Cells filled"),
    "addressed": Text("来源有网址", "Sources with an address"),
    "sources": Text("来源年份", "Years of the sources"),
    "licence": Text("许可", "Licence"),
    "producer": Text("谁的", "Producer"),
    "method": Text("怎么来的", "Method"),
    "weakness": Text("已知不足", "Known weaknesses"),
    "precision": Text("位置精度", "Precision of the points"),
    "kinds": Text("来源性质", "Kinds of sources"),
    "columns": Text("各列填写完整度", "Cells filled, by column"),
    "download": Text("下载", "Download"),
    "derived": Text("推算得出", "derived"),
    "hash": Text("版本", "Version"),
    "due": Text("要复核", "Due for a check"),
    "lists": Text("各名单收录程度", "How complete each list is"),
    "lists_intro": Text(
        "与官方名单逐市州比较：本库收录数／名单总数（找到才写）。齐全是逐条对过名，不全是已知有缺，不明是没有找到名单；"
        "没有收录不等于没有。指着格子看说明。",
        "Held against official lists city by city: listed here / on the official list, where its total was found. "
        "Complete: every name was compared; partial: something is known to be missing; unknown: no list was found. "
        "What is not listed may exist. Point at a cell for its note.",
    ),
    "city": Text("市州", "City"),
    "whole": Text("川渝边界", "The whole border"),
    "changes": Text("自某一版以来改了什么", "What changed since a version"),
    "changes_intro": Text(
        "报告、简报写明的数据版本与现在的逐格比较：增删了哪些条目，改了哪些格，主要数字变了多少。",
        "The data version that a report or briefing names, held against what is here now, cell by cell: which rows "
        "came and went, which cells changed, and how the headline numbers moved.",
    ),
    "since": Text("当时的版本", "Version then"),
    "release": Text("{date}（{version}）", "{date} ({version})"),
    "no_release": Text("没有更早的版本可比。", "There is no earlier version to compare with."),
    "number": Text("主要数字", "Headline number"),
    "then": Text("当时", "Then"),
    "now": Text("现在", "Now"),
    "difference": Text("差", "Change"),
    **HEADLINES,
    "table": Text("表", "Table"),
    "what": Text("变化", "Change"),
    "added": Text("新增", "Added"),
    "removed": Text("删除", "Removed"),
    "changed": Text("改动", "Changed"),
    "columns_added": Text("新列", "New column"),
    "columns_removed": Text("去掉的列", "Column dropped"),
    "row": Text("条目", "Row"),
    "id": Text("标识", "ID"),
    "column": Text("列", "Column"),
    "qgis": Text("用 QGIS 连接", "Connect QGIS"),
    "qgis_intro": Text(
        "全部数据表可按 OGC API – Features 标准直接连接，不必下载；支持该标准的其他软件用同一地址。",
        "All datasets can be opened without a download, by the standard OGC API – Features; others that know it "
        "take the same address.",
    ),
    "qgis_menu": Text(
        "在 QGIS 中打开“图层 → 添加图层 → 添加 WFS 图层”（新版写作“WFS / OGC API - 要素”），点“新建”。",
        "In QGIS open “Layer → Add Layer → Add WFS Layer” (newer: “WFS / OGC API - Features”) and press “New”.",
    ),
    "qgis_address": Text(
        "名称随意，URL 填上面的地址，版本选“OGC API - 要素”，确定。",
        "Give it any name, paste the address above as URL, choose the version “OGC API - Features”, and confirm.",
    ),
    "qgis_add": Text(
        "点“连接”，选要用的数据表，点“添加”。",
        "Press “Connect”, choose the datasets and press “Add”.",
    ),
    "qgis_only_here": Text(
        "这个地址只有本机能打开；别人要连接，请用服务器的网址打开本页。",
        "Only this computer can open this address; for others, open this page by the server's own.",
    ),
    "qgis_copy": Text("复制地址", "Copy the address"),
    "qgis_browse": Text("在浏览器中查看", "Look at it in the browser"),
    "changes_api": Text("同样的内容（JSON）", "The same as JSON"),
}


def word(name: str, lang: Lang) -> str:
    """Return a word of this page."""
    return _WORDS[name].say(lang)
