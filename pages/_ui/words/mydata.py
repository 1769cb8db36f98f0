"""Words of the page for visitors' own data, in both languages."""

from typing import Final

from geodata.text import Text

TITLE: Final = Text("把您的名单放到地图上", "Put your own list on the map")
DROP: Final = Text("把文件拖到这里，或点按选择", "Drop a file here, or choose one")
FORMATS: Final = Text(
    "Excel（xlsx、xls、ods）、CSV/TXT、GeoJSON、GeoPackage、Shapefile（打成 zip）、KML/KMZ、GeoParquet。"
    "文件不超过{mb} MB、{rows}行，读取不超过{seconds}秒。",
    "Excel (xlsx, xls, ods), CSV/TXT, GeoJSON, GeoPackage, zipped Shapefile, KML/KMZ, GeoParquet. "
    "At most {mb} MB, {rows} rows, {seconds} seconds to read.",
)
PRIVATE: Final = Text(
    "文件只留在本服务器，只有您这个窗口看得到。",
    "The file stays on this server; only this window of yours sees it.",
)
# What is kept, said only where it is so.
KEPT: Final = Text(
    "已保留：刷新、断线、服务器重启都不丢；关闭本窗口后就取不回来，{hours}小时后从服务器删除。"
    "要长期保存，请存成工作文件。",
    "Kept: a reload, a lost connection or a restart of the server loses nothing. Once this window is closed it cannot "
    "be fetched again, and {hours} hours later the server deletes it. To keep it for long, save a workspace file.",
)
NOT_KEPT: Final = Text(
    "服务器的存放空间不够：这份数据只在本页开着时有，刷新就没有了。请存成工作文件。",
    "The server has no room to keep it: these data are there only while this page is open, a reload loses them. Save a "
    "workspace file.",
)
GONE: Final = Text(
    "上次的数据已取不回：只在原来的服务器上保留{hours}小时。有工作文件的，请重新打开。",
    "What you had before cannot be fetched again: it is kept for {hours} hours, on the server that had it. If you "
    "saved a workspace file, open that.",
)
EXAMPLES: Final = Text("没有现成的文件？试一个例子：", "No file at hand? Try an example:")
EXAMPLE_FILES: Final = {
    "points": Text("景区 CSV（GBK，百度坐标）", "Sights, CSV (GBK, Baidu coordinates)"),
    "places": Text("养老机构 Excel（没有坐标，只写区县）", "Eldercare, Excel (no coordinates, counties only)"),
    "numbers": Text("区县人口 Excel（统计表）", "Population by county, Excel (a statistics table)"),
}
BEFORE: Final = Text(
    "现在图上是本站收录的养老机构和景区；您的名单放上来后单独显示，左栏可把收录的名单打开对照。",
    "The map now shows the eldercare places and sights collected here. Your list will stand alone; the side bar brings "
    "these back to compare.",
)

READING: Final = Text(
    "正在读取“{name}”…… 已用{seconds}秒，最多{most}秒", "Reading “{name}” … {seconds} s of at most {most}"
)
WAITING: Final = Text("前面还有文件在读，请稍等……", "Other files are being read first, please wait …")
RETURNING: Final = Text("正在取回您的数据…… 已用{seconds}秒", "Fetching your data again … {seconds} s")
CANCEL: Final = Text("取消", "Cancel")
CANCELLED: Final = Text("已取消，没有改动。", "Cancelled; nothing has changed.")
FAILED: Final = Text(
    "这个文件没有读成，原因不明，已记入服务器日志。请另存为 Excel 或 CSV 再试。",
    "This file could not be read; the reason is in the server's log. Save it as Excel or CSV and try again.",
)
TOO_LARGE: Final = Text("文件有{size} MB，超过{most} MB。", "The file has {size} MB, more than {most} MB.")
MOST_LISTS: Final = Text("最多放{n}份名单，请先去掉一份。", "There is room for {n} lists; remove one first.")

# What was found, in one sentence: the parts that there are.
FOUND: Final = Text("“{name}”：{n}条放进来了", "“{name}”: {n:row is|rows are} in")
FOUND_NONE: Final = Text("“{name}”：没有一条放得进来", "“{name}”: not one row could be taken")
PLACED: Final = {
    "site": Text("{n}条准确到点", "{n} at the exact point"),
    "town": Text("{n}条到乡镇", "{n} by town"),
    "county": Text("{n}条到区县", "{n} by county"),
    "": Text("{n}条没有位置，只在表里", "{n} without a place, in the table only"),
}
SIDES: Final = {
    "四川省": Text("四川{n}条", "{n} in Sichuan"),
    "重庆市": Text("重庆{n}条", "{n} in Chongqing"),
    "outside": Text("川渝之外{n}条", "{n} elsewhere"),
}
REFUSED: Final = Text("{n}行没有收，原因见下", "{n:row was|rows were} left out, reasons below")
HOW_READ: Final = Text("怎么读懂的", "How it was read")
NEEDS: Final = Text("需要您定的", "What needs you")
WHICH_CRS: Final = Text("这些坐标是哪一种？", "What are these coordinates in?")
WHICH_CRS_HINT: Final = Text(
    "证据不足以断定。两种读法都画在图上了，按颜色区分；放大到您熟悉的一处，哪个压在准确位置上就选哪个。",
    "The evidence does not decide it. Both readings are on the map, told apart by colour: zoom in on a place you know, "
    "and choose the one that lies right.",
)
USE_THIS: Final = Text("就用这个", "Use this one")
LOOK_AT: Final = Text("放大到{place}", "Zoom to {place}")
OTHER_CRS: Final = Text("坐标系不对？换一个读", "Wrong coordinate system? Read it as another")
AS_FOUND: Final = Text("照刚才判断的", "As was found")
WHICH_PLACES: Final = Text(
    "这几行写的区县要您定（重名、已拆分、像是写错，或与所写省市、代码不符）：",
    "Which county is meant? (Several bear the name, it was divided, misspelt, or does not fit the province or code.)",
)
WHICH_PLACE: Final = Text("第{row}行 {name}", "Row {row}: {name}")
NO_PLACE: Final = Text("先不定", "Leave it open")
MORE_ASKED: Final = Text(
    "另有{n}行也要定，定好这些后再列。", "{n:more row is|more rows are} to be settled after these."
)
SETTLE: Final = Text("就这样定", "Settle these")
SHEET: Final = Text("读哪张工作表", "Which sheet to read")
SHEET_GO: Final = Text("改读这张", "Read this one")

COLUMNS: Final = Text("每一列是什么（不对可以改）", "What each column is (mend what is wrong)")
COLUMN_N: Final = Text("第{n}列", "column {n}")
SAMPLE: Final = Text("例：{values}", "e.g. {values}")
COLUMNS_REST: Final = Text("其余{n}列照原样作为文字，不在这里列。", "{n:more column stays|more columns stay} as text.")
KEEP_MAPPING: Final = Text(
    "记住：以后同样表头的文件都照此读（记在这个浏览器里）",
    "Remember this for files with the same headings (in this browser)",
)
READ_AGAIN: Final = Text("照此重读", "Read again")
BY_MEMORY: Final = Text("照您上次定的列读的。", "Read with the columns you set last time.")

PROBLEMS: Final = Text("有问题的格子（{n}处）", "Cells with a problem ({n})")
PROBLEM_HEADS: Final = (
    Text("行", "Row"),
    Text("列", "Column"),
    Text("写的是", "It says"),
    Text("应当怎样", "What is expected"),
    Text("这一行", "The row"),
)
ROW_TAKEN: Final = Text("收了", "taken")
ROW_REFUSED: Final = Text("没有收", "left out")
FIRST_PROBLEMS: Final = Text("列出前{n}处。", "The first {n} are listed.")
REFUSED_FILE: Final = Text("下载没有收的{n}行（附原因）", "Download the {n:row|rows} left out, with reasons")
REFUSED_NAME: Final = Text("没有收的行", "rows left out")

NAME: Final = Text("名称", "Name")
COLOR: Final = Text("颜色", "Colour")
ICON: Final = Text("符号", "Symbol")
NOTES: Final = Text("备注（存进工作文件）", "Notes (saved in the workspace file)")
COUNT: Final = Text("“服务区域”计入联系与缺口", "Count the places served in ties and gaps")
COUNT_HINT: Final = Text(
    "打开后，“跨界联系”页的联系、矩阵和缺口都把这份名单算进去，并注明是您的数据。",
    "Ties, matrix and gaps of the page Across the border then count this list, marked as yours.",
)
REMOVE: Final = Text("去掉这份名单", "Remove this list")
REMOVED: Final = Text("已去掉“{name}”，服务器上的也删了。", "“{name}” is removed, here and on the server.")
COMPARE: Final = Text("与收录的名单比对", "Compare with a list collected here")
COMPARE_NONE: Final = Text("不比对", "Do not compare")
SAVE: Final = Text("存成工作文件", "Save a workspace file")
SAVE_HINT: Final = Text(
    "一个 GeoPackage：名单、列的含义、样式和备注都在里面；拖回本页即恢复原样，也能用 QGIS 打开。",
    "One GeoPackage with lists, meanings of columns, style and notes. Drop it here again to go on; QGIS opens it too.",
)
OPENED: Final = Text("从工作文件打开了{n}份名单。", "{n:list was|lists were} opened from the workspace file.")
FROM_WORKSPACE: Final = Text(
    "这份名单来自工作文件；要改列的含义，请拖入原来的文件。",
    "This list comes from a workspace file; to change its columns, drop the original file.",
)
WORKSPACE: Final = Text("我的数据", "my data")
FILE_GONE: Final = Text("服务器上已没有原来的文件，请重新拖入。", "The server no longer has the file; drop it again.")
TABLE_ONLY: Final = Text("没有位置，只在表里", "without places, in the table only")
STYLE: Final = Text("名称、样式、备注", "Name, style, notes")
COLORS: Final = {
    "#332288": Text("靛", "indigo"),
    "#117733": Text("绿", "green"),
    "#44aa99": Text("青", "teal"),
    "#88ccee": Text("浅蓝", "cyan"),
    "#ddcc77": Text("沙黄", "sand"),
    "#999933": Text("橄榄", "olive"),
    "#882255": Text("酒红", "wine"),
    "#aa4499": Text("紫", "purple"),
}
ICONS: Final = {
    "circle": Text("● 圆", "● circle"),
    "square": Text("■ 方", "■ square"),
    "diamond": Text("◆ 菱", "◆ diamond"),
    "triangle": Text("▲ 三角", "▲ triangle"),
    "pentagon": Text("五边", "pentagon"),
    "star": Text("★ 星", "★ star"),
    "cross": Text("✚ 十字", "✚ cross"),
}
AWAITED: Final = Text("正在取回您的数据……", "Fetching your data again …")
WITHOUT: Final = Text("不等了，先打开页面", "Open the page without them")
COMPARE_WITH: Final = Text("哪份收录的名单", "Which list")
COMPARED: Final = Text(
    "与“{title}”比：两边都有{same}，只在您这里{new}，您的区县里您没有的{missing}，拿不准{doubtful}；另有{elsewhere}处在您没有列到的区县。",
    "Against “{title}”: in both {same}, only in yours {new}, in your counties but not in your list {missing}, "
    "doubtful {doubtful}; {elsewhere} more lie in counties that your list does not name.",
)
DOUBTFUL: Final = Text("拿不准，请看一眼", "Doubtful: please look")
NEW_HERE: Final = Text("只在您的名单里", "Only in your list")
MISSING_HERE: Final = Text("收录里有、您没有", "Collected here, not in your list")
SAME: Final = Text("两边都有", "In both")
MINE: Final = Text("您的名单", "Yours")
THEIRS: Final = Text("收录的名单", "Collected here")
ALIKE: Final = Text("名称相近", "Names alike")
APART: Final = Text("相距", "Apart")
COUNTY: Final = Text("区县", "County")
SHADE: Final = Text("按哪一列上色", "Coloured by")
NO_SHADE: Final = Text("一种颜色", "one colour")
SERVED: Final = Text(
    "“服务区域”里有{rows}条服务到对侧，合{n}条联系；要计入联系与缺口，在下面打开。",
    "By its places served {rows:row serves|rows serve} the other side, which makes {n:tie|ties}; to count them among "
    "ties and gaps, switch it on below.",
)
TOO_MANY_TIES: Final = Text(
    "“服务区域”合{n}条联系，太多，不计入联系与缺口。",
    "Its places served would make {n} ties, which are too many: they are not counted.",
)
UNKNOWN_PLACES: Final = Text(
    "“服务区域”里有{n}个名字没有用上（认不出，或不止一处）：{names}。请写全，如“内江市市中区”。",
    "Of its places served {n:name was|names were} unused (unknown, or of several places): {names}. Write them in full.",
)
UNREAD: Final = Text(
    "“{name}”这次没有读成，文件还在服务器上：刷新页面再试。",
    "“{name}” could not be read this time; the server still has it: reload the page to try again.",
)
