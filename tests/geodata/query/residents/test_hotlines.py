"""Which hotline answers: that of the matter first, then the nearer one; phone numbers have one form everywhere."""

import pandas as pd
import pytest

from geodata.catalog.errors import DataError
from geodata.catalog.load import load as catalog
from geodata.catalog.schema import validate
from geodata.query.residents.hotlines import answering
from geodata.store.store import load

STORE = load()
HOTLINES = pd.DataFrame(
    [
        {"id": "all", "domains": "services;health", "covers": "100000"},
        {"id": "insurance", "domains": "health", "covers": "100000"},
        {"id": "insurance-guangan", "domains": "health", "covers": "511600"},
        {"id": "sichuan", "domains": "services", "covers": "510000"},
        {"id": "tax", "domains": "services", "covers": "100000", "fields": "tax"},
    ]
)


@pytest.mark.parametrize(
    ("domain", "place", "field", "expected"),
    [
        ("health", "511623", "", ["insurance-guangan", "insurance", "all"]),  # 邻水 lies in 广安
        ("health", "500231", "", ["insurance", "all"]),
        ("services", "511623", "", ["sichuan", "tax", "all"]),
        ("services", "500000", "tax", ["tax", "all"]),
        ("services", "500000", "housing", ["all"]),
        ("tourism", "511623", "", []),
    ],
)
def test_the_hotline_of_the_matter_comes_first_then_the_nearer_one(domain, place, field, expected):
    assert answering(HOTLINES, domain, place, field)["id"].tolist() == expected


@pytest.mark.parametrize("domain", ["eldercare", "health", "tourism", "transport", "services"])
@pytest.mark.parametrize("place", ["500231", "511623", "510100", "500000"])
def test_there_is_a_number_for_every_need_everywhere(domain, place):
    assert len(answering(STORE.get("hotlines"), domain, place)) > 0


@pytest.mark.parametrize(
    ("phone", "fits"),
    [
        ("023-62345678", True),
        ("0826-2345678;12345", True),
        ("028-12345", True),
        ("400-123-4567", True),
        ("13912345678", False),  # a mobile number is somebody's own
        ("02362345678", False),
        ("62345678", False),
        ("023-62345678、023-62345679", False),
    ],
)
def test_a_phone_number_has_one_form_and_mobile_numbers_are_refused(phone, fits):
    facts = catalog()
    dataset = facts.datasets["hotlines"]
    row = STORE.facts["hotlines"].iloc[[0]][[column.name for column in dataset.columns]].fillna("").astype(str)
    row["number"], row["local"] = phone, "true"
    if fits:
        validate(row, dataset, facts)
        return
    with pytest.raises(DataError, match="number") as caught:
        validate(row, dataset, facts)
    assert "手机号" in caught.value.say("zh")


@pytest.mark.parametrize("id", [id for id, table in STORE.facts.items() if "phone" in table])
def test_every_phone_address_and_hour_names_its_source_and_when_it_was_read(id):
    table = STORE.facts[id]
    told = table[["phone", "address", "hours_zh"]].notna().any(axis=1)
    sourced = table[["contact_source_title", "contact_source_kind", "contact_checked"]].notna()
    assert sourced.all(axis=1).equals(told)
    assert sourced.any(axis=1).equals(told)
    assert table["hours_zh"].isna().equals(table["hours_en"].isna())
