"""Words of the page of sources."""

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
}


def word(name: str, lang: Lang) -> str:
    """Return a word of this page."""
    return _WORDS[name].say(lang)
