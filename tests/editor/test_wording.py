"""Words against columns: what is found in a toy table, and that every hit among the facts is decided."""

import pandas as pd
import pytest

from tests.editor import wording


def toy(**columns: list[object]) -> pd.DataFrame:
    return pd.DataFrame({"id": ["a"], "date": [None], "what_zh": ["签约。"], "what_en": ["Signed."]} | columns)


FACTS = {id: toy() for id in wording.DATES} | {
    id: toy(cross_border_since=[None], opened=[None], cross_border_zh=["共建。"], cross_border_en=["Shared."])
    for id in wording.SITES
}
for table, column in (("corridors", "opened"), ("alliances", "founded"), ("platforms", "approved")):
    FACTS[table] = toy(**{column: [None]})
for table in ("tourism_routes", "shared_services"):
    FACTS[table] = toy(since=[None])


@pytest.mark.parametrize(
    ("table", "changed", "found"),
    [
        ("mechanisms", {"what_zh": ["2023年签约。"]}, True),
        ("mechanisms", {"what_en": ["Signed on 9 November 2023."]}, True),
        ("mechanisms", {"what_zh": ["2023年签约。"], "date": ["2023"]}, False),
        ("mechanisms", {"what_zh": ["计划2023年签约。"], "status": ["planned"]}, False),  # has not begun
        ("hospitals", {"cross_border_zh": ["2023-11-09签协议。"]}, True),
        ("hospitals", {"cross_border_zh": ["2023-11-09签协议。"], "cross_border_since": ["2023-11-09"]}, False),
        ("hospitals", {"note_zh": ["2020年评为三甲。"]}, False),  # of the hospital, not of the link
        ("eldercare", {"note_zh": ["2020年5月开业。"]}, True),
        ("eldercare", {"note_zh": ["2019年评为四星。"]}, False),
    ],
)
def test_a_text_with_a_date_beside_an_empty_column_is_found(table, changed, found):
    facts = FACTS | {table: FACTS[table].assign(**changed)}
    assert wording.undated(facts) == ({f"{table}:a"} if found else set())


@pytest.mark.parametrize(
    ("what_zh", "what_en", "status", "found"),
    [
        ("座谈时仍在分头推进。", "Done.", "operating", True),
        ("签约。", "A joint ticket is planned.", "operating", True),
        ("座谈时仍在分头推进。", "Still being rolled out.", "planned", False),
        ("已签约。", "Signed.", "operating", False),
        ("已签约。", "The planning commissions signed.", "operating", True),  # met too: such rows are decided
        ("已签约。", "An airplane of the willing.", "operating", False),
    ],
)
def test_words_of_what_is_to_come_beside_a_status_in_force_are_found(what_zh, what_en, status, found):
    facts = {"mechanisms": toy(what_zh=[what_zh], what_en=[what_en])}
    ties = pd.DataFrame({"dataset": ["mechanisms"], "subject_id": ["a"], "told_by": [None], "status": [status]})
    assert wording.doubtful(facts, ties) == ({"mechanisms:a"} if found else set())
    other = ties.assign(dataset="tourism", told_by="mechanisms:a")  # it may tell of a tie together with another row
    assert wording.doubtful(facts, other) == ({"mechanisms:a"} if found else set())


def test_every_date_in_a_text_is_in_its_column_or_decided(store):
    assert wording.undated(store.facts) == set(wording.decided("dates"))


def test_every_word_against_a_status_is_decided(store):
    assert wording.doubtful(store.facts, store.get("ties")) == set(wording.decided("status"))


@pytest.mark.parametrize("question", ["dates", "status", "doubles"])
def test_every_decision_has_a_reason(question):
    assert all(len(reason) > 20 for reason in wording.decided(question).values())
