"""A sheet is never drawn with boxes for letters, whatever fonts a machine has."""

from pathlib import Path

import matplotlib
import pytest
from fontTools.ttLib import TTFont
from matplotlib.font_manager import FontEntry, FontPath, fontManager, get_font

from layers.renderers import fonts

ROOT = Path(__file__).parents[3]
SAID = [*(ROOT / "geodata").rglob("*.csv"), ROOT / "geodata" / "catalog.toml"]
SAID += [path for folder in ("geodata", "layers", "pages") for path in (ROOT / folder).rglob("*.py")]
LATIN = FontPath(str(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"), 0)


@pytest.fixture
def without_fonts(monkeypatch):
    """A machine without any Chinese font."""
    monkeypatch.setattr(fonts, "installed", list)
    fonts.face.cache_clear()
    yield
    fonts.face.cache_clear()


def test_the_shipped_font_has_every_character_we_say():
    said = {char for path in SAID for char in path.read_text(encoding="utf-8")}
    known = TTFont(fonts.shipped().path).getBestCmap()
    assert {char for char in said if char.isprintable() and ord(char) not in known} == set()
    assert known.keys() >= fonts.NEEDED
    assert fonts.complete(fonts.shipped())


def test_the_shipped_font_may_be_embedded_and_is_free():
    font = TTFont(fonts.shipped().path)
    assert font["OS/2"].fsType == 0
    assert "SIL Open Font License" in font["name"].getDebugName(13)


@pytest.mark.usefixtures("without_fonts")
def test_without_a_chinese_font_the_shipped_one_is_used():
    assert fonts.face() == fonts.shipped()
    assert fonts.drawable("重庆") == "重庆"


def test_fonts_of_the_machine_are_tried_the_best_first_in_their_own_face(monkeypatch):
    def entry(name, index, weight=400):
        return FontEntry(fname=f"/{name}.ttc", index=index, name=name, style="normal", weight=weight)

    listed = [entry("SimHei", 0), entry("Noto Sans CJK JP", 0), entry("Noto Sans CJK SC", 7, 700)]
    monkeypatch.setattr(fontManager, "ttflist", [*listed, entry("Noto Sans CJK SC", 2), entry("DejaVu Sans", 0)])
    assert [(path.path, path.face_index) for path in fonts.installed()] == [
        ("/Noto Sans CJK SC.ttc", 2),
        ("/SimHei.ttc", 0),
    ]


def test_the_face_in_use_has_simplified_forms():
    assert get_font(fonts.face()).family_name in fonts.FAMILIES


@pytest.mark.parametrize("path", [LATIN, FontPath("/nowhere.ttf", 0), FontPath(__file__, 0)])
def test_a_font_without_chinese_or_that_is_gone_or_none_is_not_used(path):
    assert not fonts.complete(path)


def test_what_no_font_has_is_a_printers_mark_and_control_characters_are_dropped():
    assert fonts.drawable("甲\n乙\u200b😀\x00 $x$") == "甲 乙〓 $x$"


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("一二三四五", 30, ["一二三", "四五"]),
        ("一二三，四五", 35, ["一二", "三，四", "五"]),
        ("一二（三四）", 30, ["一二", "（三", "四）"]),
        ("one two three", 40, ["one two", "three"]),
        ("", 40, []),
        ("   ", 40, []),
    ],
)
def test_lines_break_where_the_language_allows(text, room, lines):
    assert fonts.wrap(text, 10, room) == lines


def test_a_long_address_is_broken_and_no_line_is_too_wide():
    address = "http://127.0.0.1:8501/?" + "&".join(f"name{n}=value" for n in range(30))
    lines = fonts.wrap(address, 6, 90)
    assert "".join(lines) == address
    assert all(fonts.width(line, 6) <= 90 for line in lines)


@pytest.mark.parametrize("room", [40, 97, 150, 400])
def test_a_line_holds_as_much_as_fits(room):
    text = "川渝29个毗邻县对中28对已有联系，1对（华蓥—北碚）未见 a record of any kind in the sources, named below. " * 4
    lines = [""]
    for piece in fonts._pieces(fonts.drawable(text), 9, room):  # piece after piece
        if lines[-1] and fonts.width(lines[-1] + piece.rstrip(), 9) > room:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    assert fonts.wrap(text, 9, room) == [line.rstrip() for line in lines]
