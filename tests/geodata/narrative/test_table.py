"""Tables as people read them."""

import pandas as pd
import pytest

from geodata.narrative import labels as narrative_labels
from geodata.narrative import table as readable
from geodata.query import results, scene
from geodata.query.results import Shown
from geodata.store.store import load
from geodata.text import LANGS

STORE = load()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("id", ["tourism", "corridors", "ties", "border_pairs", "shared_services"])
def test_codes_are_told_by_their_labels_under_headings_of_the_language(id, lang):
    dataset, table = STORE.catalog.datasets[id], STORE.get(id)
    told = readable.table(Shown(dataset, table, pd.Series(True, index=table.index)), STORE, lang)
    assert told.index.tolist() == table["id"].tolist()
    assert told.iloc[:, 0].tolist() == table[f"name_{lang}"].tolist()
    assert not set(told) & set(dataset.all_columns)
    for column in [column for name in dataset.facts if (column := dataset.all_columns.get(name)) and column.values]:
        labels = sorted((label.say(lang) for label in STORE.catalog.vocabularies[column.values].values()), key=len)
        for cell in told.get(narrative_labels.heading(column, lang), []):
            left = cell
            for label in reversed(labels):  # a label may hold another one, or the mark between two
                left = left.replace(label, "")
            assert not left.strip("、, ")


def test_only_what_is_shown_is_in_them():
    shown = results.shown(scene.default(STORE), STORE)["tourism"]
    assert readable.table(shown, STORE, "zh").index.tolist() == shown.rows["id"].tolist()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("id", list(STORE.catalog.datasets))
def test_no_fact_hides_another_under_the_same_heading(id, lang):
    columns = STORE.catalog.datasets[id].all_columns
    names = [name if name in columns else f"{name}_{lang}" for name in STORE.catalog.datasets[id].facts]
    headings = [narrative_labels.heading(columns[name], lang) for name in names if name in columns]
    assert len(set(headings)) == len(headings)


def test_a_file_names_every_source_and_says_where_no_address_is_known():
    dataset, table = STORE.catalog.datasets["eldercare"], STORE.get("eldercare")
    shown = Shown(dataset, table, pd.Series(True, index=table.index))
    screen, file = readable.table(shown, STORE, "zh"), readable.table(shown, STORE, "zh", in_file=True)
    known = table["source_url"].notna().to_numpy()
    assert screen["来源网址"].notna().tolist() == known.tolist()
    assert file.loc[~known, "来源网址"].eq("未存链接").all()
    assert file.loc[known, "来源网址"].str.startswith("http").all()
    for title, address in readable.titled([dataset], "zh").items():
        assert {title, address} <= set(file)
