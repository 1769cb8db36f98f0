"""Words of all documents."""

from typing import Final

from geodata.text import Text

FACTS: Final = Text(
    "{day}　·　{scenes}个画面　·　数据版本 {version}", "{day}  ·  {scenes:scene|scenes}  ·  data version {version}"
)
CHANGED: Final = Text(
    "本简报原用数据版本 {version} 编写，数据此后已更新；图上数字为现版本数据。",
    "Written with data version {version}; the data have changed since, and the numbers on the maps are those of now.",
)
CONTENTS: Final = Text("目录", "Contents")
SOURCES: Final = Text("来源：", "Sources: ")
UNTITLED: Final = Text("成渝一张图 · 简报", "Chengyu One Map · Briefing")
SOURCES_LISTED: Final = Text(
    "所示内容的来源：{n}个，{linked}个有链接", "Sources of what is shown: {n}, {linked} with a link"
)
SOURCES_LEFT: Final = Text("其余{n}个见 Excel、GeoPackage。", "{n} more: see the Excel file or the GeoPackage.")
