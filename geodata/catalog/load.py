"""Reads catalog.toml into a Catalog."""

import tomllib
from pathlib import Path
from typing import Any, Final

from geodata.catalog.errors import DataError, Problem
from geodata.catalog.freshness import CHECKED, DUE
from geodata.catalog.model import FOLDER, Catalog, Column, Compliance, Dataset, Domain, Licence
from geodata.text import Text

COLUMN_TYPES: Final = {
    *("text", "code", "codes", "names", "ids", "rows", "pairs", "phones", "url", "adcode", "adcodes"),
    *("date", "year", "integer", "number", "bool", "lon", "lat"),
}
TIES: Final = "ties_"  # before a domain's id: the column that counts its ties
KINDS: Final = frozenset(
    {"site", "corridor", "area", "boundary", "border", "coverage", "crossing", "tie", "route", "table"}
)


def _text(block: dict[str, Any], name: str = "") -> Text:
    prefix = f"{name}_" if name else ""
    return Text(block[f"{prefix}zh"], block[f"{prefix}en"])


def _column(name: str, block: dict[str, Any]) -> Column:
    if block["type"] not in COLUMN_TYPES:
        raise ValueError(f"columns.{name}: type “{block['type']}” is none of {sorted(COLUMN_TYPES)}")
    options = {key: block[key] for key in ("unit", "values", "required", "refers", "min", "max") if key in block}
    return Column(name, block["type"], _text(block), **options)


def _ties(raw: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Return a column for each domain whose facts may cross the border: how many ties it has."""
    facts = [block for block in raw["datasets"].values() if not block.get("derived")]
    tied = {block["domain"] for block in facts if "cross_border" in [*block["columns"], *block.get("computed", ())]}
    return {
        f"{TIES}{id}": {"type": "integer", "zh": f"联系：{block['zh']}", "en": f"Ties: {block['en'].lower()}"}
        for id, block in raw["domains"].items()
        if id in tied
    }


def _dataset(id: str, block: dict[str, Any], catalog: dict[str, Any], domain: Domain, licence: Licence) -> Dataset:
    own_values, required, ties = block.get("values", {}), set(block.get("required", ())), _ties(catalog)
    filters, facts = tuple(block.get("filters", ())), tuple(block.get("facts", ()))
    # A table that says when its sources were read tells what should be read again.
    again = (DUE,) if CHECKED in block["columns"] and not block.get("derived") else ()

    def columns(names: list[str]) -> tuple[Column, ...]:
        made = []
        for name in [one for asked in names for one in (ties if asked == f"{TIES}*" else [asked])]:
            spec = dict(ties.get(name) or catalog["columns"][name])
            spec["values"] = own_values.get(name, spec.get("values", ""))
            spec["required"] = name in required or spec.get("required", False)
            made.append(_column(name, spec))
        return tuple(made)

    if block["kind"] not in KINDS:
        raise ValueError(f"datasets.{id}: kind “{block['kind']}” is none of {sorted(KINDS)}")
    return Dataset(
        id=id,
        title=_text(block, "title"),
        domain=domain,
        kind=block["kind"],
        counter=_text(block, "counter"),
        columns=columns(block["columns"]),
        computed=columns([*block.get("computed", ()), *again]),
        filters=(*filters, *again) if filters else (),
        facts=(*facts, CHECKED) if again and facts else facts,
        file="" if block.get("derived") else block["file"],
        time=block.get("time", ""),
        licence=licence,
        as_of=block["as_of"],
        producer=_text(block, "producer"),
        method=_text(block, "method"),
        weakness=_text(block, "weakness"),
        pages=tuple(block.get("pages", ())),
        shown=block.get("shown", False),
    )


def load(folder: Path = FOLDER) -> Catalog:
    """Read ``folder/catalog.toml``; its tables lie in ``folder/tables``.

    Raises:
        DataError: the catalogue is not there or no TOML, or an entry is incomplete or names what is not declared.
    """
    path = folder / "catalog.toml"
    if not path.is_file():
        expected = Text("这里应有目录文件", "the catalogue should lie here")
        raise DataError([Problem(path.name, 0, str(folder), "", expected)])
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        domains = {
            id: Domain(id, _text(block), block["color"], block.get("icon", "circle"))
            for id, block in raw["domains"].items()
        }
        licences = {id: Licence(id, _text(block), block["url"]) for id, block in raw["licences"].items()}
        datasets = {
            id: _dataset(id, block, raw, domains[block["domain"]], licences[block["licence"]])
            for id, block in raw["datasets"].items()
        }
        vocabularies = {
            name: {code: Text(*labels) for code, labels in block.items()} for name, block in raw["values"].items()
        }
        vocabularies["domain"] = {domain.id: domain.title for domain in domains.values()}
        block = raw["compliance"]
        compliance = Compliance(
            block["review_number"],
            block["internal_use"],
            _text(block, "base_map"),
            _text(block, "base_map_2021"),
            block["facts_as_of"],
        )
    except (KeyError, TypeError, ValueError) as error:
        what = f"missing or unknown: {error}" if isinstance(error, KeyError) else str(error)
        problem = Problem(path.name, 0, "catalog", "", Text(f"目录有误（{what}）", f"broken catalogue ({what})"))
        raise DataError([problem]) from error
    return Catalog(datasets, domains, vocabularies, compliance, folder / "tables")
