"""KML made plain before it is read: one list of placemarks, their data by name, descriptions without markup."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree, html

from geodata.intake.model import IntakeError
from geodata.intake.reading.encoding import encoding
from geodata.intake.reading.kinds import damaged
from geodata.text import Text

FOLDER: Final = "文件夹"
_NAMESPACE: Final = "http://www.opengis.net/kml/2.2"
_DECLARATION: Final = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")
_TYPES: Final = re.compile(r"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_GEOMETRIES: Final = ("Point", "LineString", "LinearRing", "Polygon", "MultiGeometry")


@dataclass(frozen=True, eq=False)
class Plain:
    """A KML that GDAL reads as one layer.

    Attributes:
        content: of it.
        headings: of its fields, by the name that stands for each there (GDAL keeps no Chinese ones).
        said: what was understood.
    """

    content: bytes
    headings: dict[str, str]
    said: tuple[Text, ...]


def plain(content: bytes) -> Plain:
    """Return a KML without folders, styles, types of its own or markup in descriptions.

    What folders a placemark lies in becomes a field; so does each row of a table of two columns in its description.

    Raises:
        IntakeError: it is no KML, or declares entities.
    """
    found = encoding(content)
    text = _DECLARATION.sub("", content.decode(found.codec, "replace").replace("\0", ""))
    if _TYPES.search(text):
        raise IntakeError(
            Text(
                "KML里声明了实体（DOCTYPE），为安全起见不读取",
                "the KML declares entities (DOCTYPE), which are not read for safety",
            )
        )
    said = list(found.said[1:])
    parsed = _parsed(text, recover=False)
    if parsed is None:
        parsed = _parsed(text, recover=True)
        said.append(Text("KML有不合规范之处，能读的都读了", "the KML is not well-formed; what could be read was read"))
    places = [] if parsed is None else [one for one in parsed.iter() if _local(one) == "Placemark"]
    if not places:
        raise damaged("kml")
    names: dict[str, str] = {}
    root = etree.Element(f"{{{_NAMESPACE}}}kml", nsmap={None: _NAMESPACE})
    document = etree.SubElement(root, f"{{{_NAMESPACE}}}Document")
    for place in places:
        document.append(_simple(place, names))
    return Plain(etree.tostring(root, encoding="utf-8"), {token: name for name, token in names.items()}, tuple(said))


def _parsed(text: str, *, recover: bool) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=recover, encoding="utf-8", remove_comments=True
    )
    try:
        return etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _local(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _children(element: Any, name: str) -> Iterator[Any]:
    return (one for one in element if _local(one) == name)


def _simple(place: Any, names: dict[str, str]) -> Any:
    """Return a placemark with its name, description, geometry and data alone; ``names`` gets the token of each name."""
    made = etree.Element(f"{{{_NAMESPACE}}}Placemark")
    data: dict[str, str] = {}
    folders = [_text(next(_children(one, "name"), None)) for one in place.iterancestors() if _local(one) == "Folder"]
    if any(folders):
        data[FOLDER] = "/".join(folder for folder in reversed(folders) if folder)
    for part in place:
        local = _local(part)
        if local == "name":
            etree.SubElement(made, f"{{{_NAMESPACE}}}name").text = _text(part)
        elif local == "description":
            words, table = _described(_text(part))
            etree.SubElement(made, f"{{{_NAMESPACE}}}description").text = words
            data |= table
        elif local == "ExtendedData":
            data |= dict(_extended(part))
        elif local in _GEOMETRIES:
            for one in part.iter():  # versions and vendors of KML differ in their namespaces, not in their shapes
                if isinstance(one.tag, str):
                    one.tag = f"{{{_NAMESPACE}}}{etree.QName(one).localname}"
            made.append(part)
    extended = etree.SubElement(made, f"{{{_NAMESPACE}}}ExtendedData")
    for name, value in data.items():
        one = etree.SubElement(extended, f"{{{_NAMESPACE}}}Data", name=names.setdefault(name, f"field{len(names)}"))
        etree.SubElement(one, f"{{{_NAMESPACE}}}value").text = value
    return made


def _text(element: Any) -> str:
    return "" if element is None else "".join(element.itertext()).strip()


def _extended(part: Any) -> Iterator[tuple[str, str]]:
    """Yield the names and values of ``Data`` and ``SimpleData``."""
    for one in part.iter():
        name = one.get("name") if isinstance(one.tag, str) else None
        if name and _local(one) == "Data":
            yield name.strip(), _text(next(_children(one, "value"), None))
        elif name and _local(one) == "SimpleData":
            yield name.strip(), _text(one)


def _described(text: str) -> tuple[str, dict[str, str]]:
    """Return the words of a description and what a table of two columns in it says."""
    if "<" not in text:
        return text, {}
    try:
        page = html.fragment_fromstring(text, create_parent="div")
    except (etree.LxmlError, ValueError):
        return text, {}
    table: dict[str, str] = {}
    for line in list(page.iter("tr")):
        cells = [" ".join(one.text_content().split()) for one in line.iterchildren("td", "th")]
        if len(cells) == 2 and 0 < len(cells[0]) <= 40 and line.find(".//table") is None:
            table[cells[0].rstrip(":：")] = cells[1]
    if table:
        for one in list(page.iter("table")):
            if one.getparent() is not None:
                one.drop_tree()
    for one in page.iter("br", "p", "tr", "li", "div"):
        one.tail = "\n" + (one.tail or "")
    lines = [" ".join(line.split()) for line in page.text_content().splitlines()]
    return "\n".join(line for line in lines if line), table
