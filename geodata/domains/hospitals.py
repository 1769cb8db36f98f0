"""Which kind of place a site is, where that matters to whom looks for one: hospitals by what they treat.

The table of hospitals holds no such column, so it is read off their names, as in the signs over their doors.
"""

from typing import Final

from geodata.text import Text

GENERAL: Final = ""  # a hospital whose name says nothing of what it treats
# Kind → the words of a name that say so, and what it is called; the first that fits holds (妇女儿童医院 is maternal).
SPECIAL: Final[dict[str, tuple[tuple[str, ...], Text]]] = {
    "maternal": (("妇幼", "妇女儿童", "妇产"), Text("妇幼保健院", "a maternal and child health hospital")),
    "children": (("儿童",), Text("儿童专科", "a children's hospital")),
    "cancer": (("肿瘤", "癌"), Text("肿瘤专科", "a cancer hospital")),
    "dental": (("口腔", "牙"), Text("口腔专科", "a dental hospital")),
    "mental": (("精神", "心理"), Text("精神专科", "a mental hospital")),
    "eye": (("眼科",), Text("眼科专科", "an eye hospital")),
    "bone": (("骨科",), Text("骨科专科", "an orthopaedic hospital")),
    "skin": (("皮肤",), Text("皮肤专科", "a skin hospital")),
    "infectious": (("传染", "公共卫生", "结核"), Text("传染病专科", "a hospital for infectious diseases")),
    "chest": (("胸科",), Text("胸科专科", "a chest hospital")),
    "rehabilitation": (("康复",), Text("康复专科", "a rehabilitation hospital")),
    "tcm": (("中医", "中西医结合"), Text("中医、中西医结合医院", "a hospital of traditional Chinese medicine")),
}


def of_hospital(name: str) -> str:
    """Return what a hospital of a Chinese name treats: a key of SPECIAL, or GENERAL."""
    return next((kind for kind, (words, _) in SPECIAL.items() if any(word in name for word in words)), GENERAL)
