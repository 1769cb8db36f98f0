"""Offers for visitors: what holds, what has ended, how old it is."""

from datetime import date

import pandas as pd
import pytest

from geodata.domains import tourism_passes

SOURCE = {"source_title": "一则报道", "source_url": None, "source_kind": "media", "note_zh": None, "note_en": None}
SOURCE |= {"same_as": None}
TODAY = date(2026, 11, 24)


def services(**given: object) -> pd.DataFrame:
    row = {
        "id": "s",
        "name_zh": "一卡通",
        "name_en": "Card",
        "field": tourism_passes.FIELD,
        "stage": None,
        "since": "2021",
    }
    row |= {"how_zh": "刷卡。", "how_en": "Tap.", "ask_zh": "先问。", "ask_en": "Ask.", "source_date": "2025-03"}
    return pd.DataFrame([{**SOURCE, **row, **given}])


def policy(*given: dict[str, object]) -> pd.DataFrame:
    row = {"name_zh": "半价", "name_en": "Half price", "offer": True, "status": "operating", "stage": None}
    row |= {"what_zh": "五折。", "what_en": "Half.", "date": "2020-05", "source_date": None, "until": None}
    table = pd.DataFrame([{**SOURCE, **row, "id": str(n), **one} for n, one in enumerate(given)])
    return table.astype({"offer": "boolean"})


@pytest.mark.parametrize(
    ("given", "past"),
    [
        ({}, False),
        ({"status": "lapsed"}, True),
        ({"status": "held"}, True),
        ({"until": "2026-11-23"}, True),
        ({"until": "2026-11-24"}, False),  # its last day
        ({"until": "2026-11"}, False),
        ({"until": "2025"}, True),
    ],
)
def test_what_has_ended_is_told_apart(given, past):
    table = tourism_passes.passes(services(), policy(given), TODAY).set_index("id")
    assert table.loc["0", "past"] == past
    assert not table.loc["s", "past"]


def test_newest_source_first_and_its_age_else_that_of_the_offer():
    rows = ({}, {"source_date": "2026-01-05"}, {"date": None})
    table = tourism_passes.passes(services(), policy(*rows), TODAY)
    assert table["id"].tolist() == ["1", "s", "0", "2"]
    assert table["age"].tolist()[:3] == [0, 1, 6]
    assert pd.isna(table["age"].iloc[3])
    assert table["what_zh"].iloc[1] == "刷卡。先问。"


def test_what_is_no_offer_or_told_by_a_service_is_left_out():
    table = tourism_passes.passes(services(), policy({"offer": False}, {"same_as": "shared_services:s"}), TODAY)
    assert table["id"].tolist() == ["s"]
    table = tourism_passes.passes(services(same_as="mechanisms:x;tourism_policy:0"), policy({}, {}), TODAY)
    assert sorted(zip(table["dataset"], table["id"], strict=True)) == [
        ("shared_services", "s"),
        ("tourism_policy", "1"),
    ]
