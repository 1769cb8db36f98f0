"""Numbers on one page reconcile: sentence, figures, tabs, tables, charts and matrix, as the page shows them."""

import re
from dataclasses import replace
from html import unescape

import pytest

from geodata.catalog.pages import BEFORE_THE_CIRCLE, LOOK, PAGES
from geodata.narrative.page import told
from geodata.query import crossings, results, url
from geodata.store.store import load
from geodata.ties import integration
from tests.pages.driver import opened, page_at, words

STORE = load()
COUNTY, ACROSS, CITY = "511681", "500152", "510500"  # 华蓥市, 潼南区, 泸州市
TIES = "毗邻县之间{}", "市级协议覆盖毗邻县{}", "其他地方之间{}", "全省市层面{}"  # how ties divide
SHARED = [{}, {"year": "2020"}, {"focus": ACROSS}, {"year": "2022", "focus": CITY}]


SAID = re.compile(r'<p class="said"[^>]*>(.*?)</p>|<details class="said-more">.*?<p>(.*?)</p>')


def scenes(*filters):
    return pytest.mark.parametrize("query", [*SHARED, *filters], ids=str)


def numbers(text):
    return [int(part.replace(",", "")) for part in re.findall(r"\d[\d,]*", text)]


def said(at):
    """The sentence on the page, what is folded away too; with a place in focus its parts on the whole circle."""
    box = next(e.proto.body for e in at.get("html") if 'class="said"' in e.proto.body)
    return "".join(text.partition("全圈：")[2] or text for text in map(unescape, map("".join, SAID.findall(box))))


def parts(pattern, text):
    """The numbers at the places of ``{}`` in a form, as the sentence has them."""
    form = re.escape(pattern).replace(r"\{\}", r"(\d+)")
    found = re.search(form, text)
    assert found, (pattern, text)
    return [int(part) for part in found.groups()]


def count(form, text):
    """The number at the place of ``{}`` in a form, a pattern; what is none is not told."""
    found = re.search(form.replace("{}", r"(\d+)"), text)
    return int(found[1]) if found else 0


def divided(forms, text):
    return [count(form, text) for form in forms]


def of_pairs(text):
    """How many border pairs a sentence is about, how many of them are tied and how many not."""
    pairs, cut = count("{}个毗邻县对", text), count("{}对未见联系", text)
    if "毗邻县对都未见联系" in text:
        cut = pairs
    tied = count("{}对(?:至少在一个领域)?有联系", text) or pairs - cut
    return pairs, tied, cut


def view(at, page, name):
    """The page with this view below the map; it is drawn again only where another one is open."""
    group = at.button_group(key=f"view:{page}")
    if group.value != name:
        group.set_value(name).run()
    assert not at.exception
    return at


def tabs(at, page):
    """How many rows each tab below the map says it has, by the name of its view; those that say none are left out."""
    group = at.button_group(key=f"view:{page}")
    names = dict(zip(PAGES[page].views or group.options, [o.content for o in group.proto.options], strict=False))
    return {view: numbers(name)[-1] for view, name in names.items() if re.search(r" \d+$", name)}


def bars(at):
    """Label, number and small print of each bar of the first chart on the page."""
    html = next(e.proto.body for e in at.get("html") if 'class="growth"' in e.proto.body)
    items = re.findall(r"<li><span>(.*?)</span>.*?<b>(.*?)</b><small>(.*?)</small></li>", html)
    return [(unescape(label), numbers(value)[0], more) for label, value, more in items]


def colours(at):
    """How much of each colour there is in the first chart of the page, by what it means."""
    html = next(e.proto.body for e in at.get("html") if 'class="growth"' in e.proto.body)
    found: dict[str, int] = {}
    for label, value in re.findall(r'title="(\D*?) ?(\d+)"', html.partition("</ul>")[0]):
        found[label] = found.get(label, 0) + int(value)
    return found


def rows(at, key):
    return next(t.value for t in at.dataframe if t.proto.id.split("-", 2)[-1].startswith(key))


def asked(page, query):
    given, ignored = url.from_query(query, STORE, page)
    assert not ignored
    return given


@pytest.mark.parametrize("query", SHARED, ids=str)
@pytest.mark.parametrize("page", [page for page in PAGES if PAGES[page].group == LOOK])
def test_both_languages_tell_the_same_numbers(page, query):
    zh, en = (told(asked(page, query | {"lang": lang}), STORE) for lang in ("zh", "en"))
    assert sorted(numbers(zh.sentence)) == sorted(numbers(en.sentence))
    assert [numbers(figure.number) for figure in zh.figures] == [numbers(figure.number) for figure in en.figures]
    assert [numbers(figure.label) for figure in zh.figures] == [numbers(figure.label) for figure in en.figures]


@scenes({"eldercare.cross_border": "yes"}, {"tourism.grade": "5A", "q": "古镇"})
def test_explore(query):
    at = opened(**query)
    given = asked("explore", query)
    shown = results.shown(given, STORE)
    text = said(at)
    counted = {found.dataset.title.zh: found.count for found in shown.values()}
    left = re.sub("收录的[^。]*没有符合条件的", "", text)  # what nothing is left of
    assert {title: count(f"{title}{{}}", left) for title in counted} == counted
    assert count("其中{}[^，。；]{1,2}有跨界记录", left) == sum(found.crossing for found in shown.values())
    names = [o.content for o in at.button_group(key="view:explore").proto.options]
    assert {name.rpartition(" ")[0]: numbers(name)[-1] for name in names} == counted
    for found in shown.values():
        view(at, "explore", found.dataset.id)
        if found.count:
            assert len(rows(at, f"table-{found.dataset.id}")) == counted[found.dataset.title.zh]
    chart = next(e.proto.body for e in at.get("html") if 'class="sides"' in e.proto.body)
    sides = re.findall(r"<li><span>.*?</span><b>(\d+)</b>.*?<b>(\d+)</b></li>", chart)
    with_sides = [found.count for found in shown.values() if "side" in found.table and found.count]
    assert [int(a) + int(b) for a, b in sides] == with_sides


@scenes({"ties.domain": "eldercare"}, {"ties.strength": "named_site"}, {"ties.sichuan_city": "泸州市"})
def test_crossings(query):
    at = opened("crossings.py", **query)
    text, listed = said(at), tabs(at, "crossings")
    pairs, tied, cut = of_pairs(text)
    assert tied + cut == pairs == listed["border_pairs"]
    ties = count("形成生效联系{}条", text)
    assert sum(divided(TIES, text)) == ties
    apart = sum(divided(("尚未生效{}条", "会议、活动与已到期的优惠{}条"), text))
    assert ties + apart == listed["ties"]
    # The chart adds up to the sentence.
    grown = bars(at)
    assert sum(n for _, n, _ in grown) == ties == int(grown[-1][2])
    assert sum(colours(at).values()) == ties
    # The list of gaps is what the ranking leaves.
    ranked = rows(at, "ranked").iloc[:pairs]  # those outside what was chosen come after
    assert (ranked["领域"] == 0).sum() == cut
    domains = len(crossings.crossings(asked("crossings", query), STORE).domains)
    assert domains * pairs - ranked["领域"].sum() == listed["gaps"]
    for name in ("gaps", "border_pairs", "crossings", "ties"):
        view(at, "crossings", name)
        assert len(rows(at, f"table-{name}")) == listed[name]
    explained = any(f"表中{listed['ties']}条：生效{ties}条" in caption.value for caption in at.caption)
    assert explained == bool(apart)


@pytest.mark.parametrize("kind", ["county", "domain"])
@scenes({"ties.strength": "area_agreement"})
def test_the_matrix_holds_what_the_sentence_counts(query, kind):
    at = page_at("crossings.py", matrix=kind, view="matrix", **query)
    assert not at.exception
    ties, province = divided(("生效联系{}条", TIES[-1]), said(at))
    table = rows(at, "matrix")
    inner = table.iloc[1:, 1:]
    assert table.iloc[0, 0] == inner.to_numpy().sum() == ties
    assert (table.iloc[1:, 0] == inner.sum(axis=1)).all()
    assert (table.iloc[0, 1:] == inner.sum()).all()
    told_of = next(c.value for c in at.caption if c.value.startswith("全省市层面"))
    whole, here, there, both = numbers(told_of)
    assert whole == province == here + there - both
    assert table.loc["四川省级", "合计"] == here
    if kind == "county":
        assert table.loc["合计", "重庆市级"] == there
        assert inner.loc["四川省级", "重庆市级"] == both


@pytest.mark.parametrize("query", [{}, {"ties.domain": "health"}, {"focus": ACROSS}], ids=str)
def test_slider_comparison_chart_and_file_say_one_number_for_a_year(query):
    """What is undated counts the same everywhere, and each says how."""
    chart = dict.fromkeys(range(BEFORE_THE_CIRCLE, 2026))
    now = page_at("crossings.py", **query)
    told_of = {int(label): int(total) for label, _, total in bars(now) if label.isdecimal()}
    before = next(int(total) for label, _, total in reversed(bars(now)) if not label.isdecimal())
    for year in chart:
        before = chart[year] = told_of.get(year, before)  # a year in which nothing began has no bar
    note = r"\d+条起始与来源年份都不详，各年都计入"
    assert re.search(note, words(now))
    for year in (2019, 2020, 2023, 2025):
        given = replace(asked("crossings", query), year=year)
        found = crossings.crossings(given, STORE)
        assert chart[year] == found.tally.in_force
        files = told(given, STORE)
        assert any(f"{chart[year]:,}" in figure.number + figure.label for figure in files.figures)
        assert chart[year] == integration.tally(found.ties.rows, found.pairs.table).in_force
        assert re.search(note, files.caveat)
    slid = page_at("crossings.py", year="2020", **query)
    assert parts("生效联系{}条", said(slid)) == [chart[2020]]
    assert re.search(note, words(slid))
    compared = page_at("crossings.py", compare="2020", **query)
    captions = [e.proto.body for e in compared.get("html") if 'class="caption"' in e.proto.body]
    assert [parts("联系{}条", caption)[0] for caption in captions] == [chart[2020], parts("生效联系{}条", said(now))[0]]
    assert all(re.search(note, caption) for caption in captions)


@scenes({"corridors.mode": "hsr"}, {"corridors.status": "planned"}, {"crossings.status": "operating"})
def test_transport(query):
    at = opened("transport.py", **query)
    text, listed = said(at), tabs(at, "transport")
    corridors, crossing, points, used, pairs = parts(
        "{}条走廊中{}条跨界，过界{}处（已通{}处），分布在{}个毗邻县对", text
    )
    assert listed == {"corridors": corridors, "crossings": points}
    assert crossing <= corridors
    assert used <= points
    assert sum(n for _, n, _ in bars(at)) == corridors == sum(colours(at).values())
    assert len(rows(at, "table-corridors")) == corridors
    table = rows(view(at, "transport", "crossings"), "table-crossings")
    assert len(table) == points
    by_pair = view(at, "transport", "pairs").dataframe[0].value
    assert len(by_pair) == pairs
    assert by_pair["合计"].sum() == points


@scenes({"eldercare.category": "nursing_home"}, {"eldercare.cross_border": "yes"})
def test_eldercare(query):
    at = opened("eldercare.py", **query)
    text, listed = said(at), tabs(at, "eldercare")
    sites, linked = parts("{}处养老、康养机构中{}处有跨界记录", text)
    assert sum(divided(("来源写明的{}处", "所在地区有协议的{}处", "只说有客流或辐射的{}处"), text)) == linked
    assert listed["eldercare"] == sites == sum(n for _, n, _ in bars(at))
    assert colours(at).get("是", 0) == linked
    assert len(rows(at, "table-eldercare")) == sites
    assert view(at, "eldercare", "demand").dataframe[0].value["收录机构"].sum() == sites


@scenes({"tourism.grade": "5A"}, {"tourism.category": "museum"})
def test_tourism(query):
    at = opened("tourism.py", **query)
    text, listed = said(at), tabs(at, "tourism")
    sights, linked, routes, _ = parts("{}处景区与场馆中{}处有跨界记录；{}条旅游线路中{}条跨越川渝", text)
    assert linked <= sights
    assert listed["tourism"] == sights
    assert listed["tourism_routes"] == routes
    # A sight with several grades counts in each; the chart says how many these are.
    grades = results.shown(asked("tourism", query), STORE)["tourism"].rows["grade"].dropna().str.split(";").str.len()
    assert sum(n for _, n, _ in bars(at)) == sights + (grades - 1).sum()
    if (grades > 1).any():
        assert f"{(grades > 1).sum()}处有两个及以上等级" in words(at)
    assert len(rows(view(at, "tourism", "tourism"), "table-tourism")) == sights
    figure = told(asked("tourism", query), STORE).figures[2]
    whole = numbers(figure.label)[0] if query.get("focus") else numbers(figure.number)[0]
    listed = view(at, "tourism", "several")
    assert (len(listed.dataframe[0].value) if listed.dataframe else 0) == whole


@scenes({"alliance_members.field": "education"}, {"alliance_members.alliance_id": "al-university"})
def test_alliances(query):
    at = opened("alliances.py", **query)
    text, listed = said(at), tabs(at, "alliances")
    alliances, members, sichuan, chongqing, both = parts(
        "{}个联盟与合作组织，收录成员{}家：四川{}家、重庆{}家；其中{}个在两侧都有成员", text
    )
    assert sichuan + chongqing == members == listed["alliance_members"]
    assert both <= alliances
    assert sum(n for _, n, _ in bars(at)) == alliances
    known = len(rows(at, "alliances"))
    assert known == listed["alliances"]
    if known != alliances:
        assert any(f"共{known}个，其中{alliances}个收录了成员" in caption.value for caption in at.caption)
    assert len(rows(view(at, "alliances", "alliance_members"), "table-alliance_members")) == members


@scenes({"shared_services.reach": "part"}, {"mechanisms.status": "held"})
def test_services(query):
    at = opened("services.py", **query)
    text, listed = said(at), tabs(at, "services")
    services, mechanisms = divided(("{}项共享服务", "{}项合作机制与会议"), text)
    reaches = "两省市全域{}项", "多地（名单见来源）{}项", "限所列地方{}项", "只写到城市{}项"
    assert sum(divided(reaches, text)) == services == listed["list"]
    assert sum(divided(("长期机制{}项", "单次会议、活动{}次"), text)) == mechanisms == listed["mechanisms"]
    html = "".join(e.proto.body for e in at.get("html") if 'class="services"' in e.proto.body)
    assert sum(map(int, re.findall(r"<h2>[^<]* <small>(\d+)</small></h2>", html))) == services
    laid = view(at, "services", "dimensions")
    html = next(e.proto.body for e in laid.get("html") if 'class="dimensions"' in e.proto.body)
    totals = list(map(int, re.findall(r"<h2>[^<]* <b>(\d+)</b></h2>", html)))
    assert sum(totals) == services + mechanisms + listed["platforms"]


@pytest.mark.parametrize("focus", [COUNTY, ACROSS, CITY])
@pytest.mark.parametrize("page", [page for page in PAGES if PAGES[page].group == LOOK])
def test_a_focus_is_told_beside_the_whole_circle_and_narrows_no_table(page, focus):
    whole, at = page_at(f"{page}.py"), page_at(f"{page}.py", focus=focus)
    assert said(at) == said(whole)  # what is said of the whole circle is what was said without a focus
    found = told(asked(page, {"focus": focus}), STORE)
    name = found.title.partition("：")[0]  # what is found is found of the place; the whole circle stands beside it
    assert f"{name}：" in unescape(words(at))
    assert all("全圈" in figure.label for figure in found.figures)
    assert [len(table.value) for table in at.dataframe] == [len(table.value) for table in whole.dataframe]
    assert "仍是全圈的" in words(at)
    assert "仍是全圈的" in found.caveat
    headings = re.findall(r'<h2 class="small">(.*?)</h2>', "".join(e.proto.body for e in at.get("html")))
    assert all("（全圈）" in heading for heading in headings)
