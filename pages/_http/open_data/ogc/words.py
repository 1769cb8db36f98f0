"""Words of OGC API - Features, in both languages."""

from typing import Final

from geodata.text import Text

TITLE: Final = Text("成渝一张图 · OGC API – Features", "Chengyu One Map · OGC API – Features")
ABOUT: Final = Text(
    "川渝两地跨界服务的全部数据表，每表一个要素集，可用 QGIS、GDAL 等按地址连接。",
    "All datasets on what Sichuan and Chongqing share, each a collection of features, for QGIS, GDAL and the like.",
)
WEAK: Final = Text("已知不足：", "Known weaknesses: ")
UNIT: Final = Text("单位：", "Unit: ")
CODES: Final = Text("取值：", "Values: ")
LIST: Final = Text("多个值以分号分隔；筛选时写其中一个即可", "A list separated by ;, filtered by any one of its items")
DATE: Final = Text("日期，精确到已知程度：年、年月或年月日", "A date as exactly as known: year, month or day")

SELF: Final = Text("本页", "This document")
AS_HTML: Final = Text("本页（网页）", "This document as a page")
AS_JSON: Final = Text("本页（JSON）", "This document as JSON")
API: Final = Text("接口定义（OpenAPI 3.0）", "Definition of the API (OpenAPI 3.0)")
CONFORMANCE: Final = Text("所符合的标准条款", "Conformance classes")
COLLECTIONS: Final = Text("要素集", "Collections")
ITEMS: Final = Text("要素", "Features")
QUERYABLES: Final = Text("可筛选的列", "Columns to filter by")
SCHEMA: Final = Text("各列的类型", "Types of the columns")
LICENCE: Final = Text("许可", "Licence")
WHOLE_FILE: Final = Text("整表下载", "The whole table as a file")
NEXT: Final = Text("后一页", "Next page")
PREVIOUS: Final = Text("前一页", "Previous page")
GEOMETRY: Final = Text("几何", "Geometry")
COUNTED: Final = Text("共{matched}个要素，本页{returned}个", "{returned} of {matched} features")

# Members of JSON documents, as pages name them.
MEMBERS: Final = {
    "description": Text("说明", "Description"),
    "extent": Text("范围", "Extent"),
    "spatial": Text("空间", "Space"),
    "temporal": Text("时间", "Time"),
    "bbox": Text("边界框", "Bounding box"),
    "interval": Text("起止", "From and to"),
    "crs": Text("坐标系", "Coordinate systems"),
    "storageCrs": Text("数据所用坐标系", "Coordinate system of the data"),
    "trs": Text("历法", "Calendar"),
    "itemType": Text("内容", "Kind of items"),
    "conformsTo": Text("所符合的标准条款", "Conforms to"),
    "collections": Text("要素集", "Collections"),
    "code": Text("代号", "Code"),
}

# What is wrong with a request; {} stands for what it says.
UNKNOWN: Final = Text("没有参数“{name}”，可用：{known}", "there is no parameter “{name}”; there are: {known}")
TWICE: Final = Text("参数“{name}”只能写一次", "the parameter “{name}” may be given only once")
MALFORMED: Final = Text(
    "参数 {name} 不能是“{value}”，应为{expected}", "{name} cannot be “{value}”; expected is {expected}"
)
NO_COLLECTION: Final = Text("没有名为“{id}”的要素集", "there is no collection “{id}”")
NO_FEATURE: Final = Text("要素集“{collection}”里没有“{id}”", "there is no “{id}” in the collection “{collection}”")
NOWHERE: Final = Text("没有 {path}，见 /ogc/", "there is no {path}; see /ogc/")

ONE_OF: Final = Text("以下之一：{codes}", "one of: {codes}")
A_BOX: Final = Text(
    "四个或六个数：左下角、右上角，按所用坐标系的坐标顺序",
    "four or six numbers: lower left and upper right corner, in the order of axes of their coordinate system",
)
A_TIME: Final = Text(
    "时刻或时段，如 2024-05-20T00:00:00Z、2024-01-01/2024-12-31、../2024-12-31",
    "an instant or a period, such as 2024-05-20T00:00:00Z, 2024-01-01/2024-12-31 or ../2024-12-31",
)
POSITIVE: Final = Text("大于零的整数", "a whole number above zero")
NOT_NEGATIVE: Final = Text("不小于零的整数", "a whole number, zero or more")
OF_ITS_TYPE: Final = Text("这一列的值（{type}）", "a value of that column ({type})")
