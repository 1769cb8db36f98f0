"""The SQL of the database, made from the catalogue: types, tables, rules, comments, roles. Pure: texts in, texts out.

What a table must look like is declared in ``catalog.toml`` and checked by ``geodata/catalog/schema.py``; the database
holds the same rules, so that an editor is told at once what the app would refuse later.
"""

from collections.abc import Iterator
from typing import Final

from geodata.catalog.model import LIST_TYPES, Catalog, Column, Dataset
from geodata.catalog.schema import LAT_RANGE, LON_RANGE, PATTERNS
from geodata.text import Text

SCHEMA: Final = "chengyu"
CHANNEL: Final = "chengyu"  # of NOTIFY: something has been changed
READER, EDITOR = "chengyu_reader", "chengyu_editor"
SRID: Final = 4490  # CGCS2000, what maps in China are kept in; the tables' WGS84 lies within decimetres of it
DECIMALS: Final = 4  # of a coordinate: 11 m, as in the tables

# What each type of the catalogue is stored as; the others are texts. Numbers keep their spelling (1.00, 105.7850) as
# numeric, which double precision would not; dates may be as coarse as a year, which no date of SQL can be.
_STORED: Final = {"integer": "integer", "number": "numeric", "bool": "boolean"}
_DOMAINS: Final = {"date": "partial_date", "year": "year", "lon": "longitude", "lat": "latitude"}
_PATTERNED: Final[tuple[str, ...]] = ("date", "url", "adcode", "adcodes", "ids", "rows", "pairs", "phones")
_CODED: Final[tuple[str, ...]] = ("code", "codes")


def tables(catalog: Catalog) -> list[Dataset]:
    """Return the datasets that are read from a table, in catalogue order."""
    return [dataset for dataset in catalog.datasets.values() if not dataset.derived]


def named(identifier: str) -> str:
    """Return a name of the database as SQL writes it, whatever it holds."""
    return '"' + identifier.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text as SQL writes it, whatever it holds."""
    return "'" + text.replace("'", "''") + "'"


def qualified(identifier: str) -> str:
    """Return the name of something in our schema as SQL writes it."""
    return f"{SCHEMA}.{named(identifier)}"


def placed(dataset: Dataset) -> bool:
    """Return whether a table has points."""
    return {"lon", "lat"} <= {column.name for column in dataset.columns}


def whole(column: Column) -> str:
    """Return the pattern of a whole cell: of one item, or of a list of them; empty when the type has none."""
    if column.type not in PATTERNS:
        return ""
    item = f"(?:{PATTERNS[column.type][0]})"
    return f"{item}(?:;{item})*" if column.type in LIST_TYPES else item


def bounds(column: Column) -> tuple[float | None, float | None]:
    """Return the least and the most a number may be; None where there is no such bound."""
    return {"lon": LON_RANGE, "lat": LAT_RANGE}.get(column.type, (column.min, column.max))


def stored(column: Column) -> str:
    """Return the type of a column in the database."""
    if column.name == "id":  # sorted alike on every server
        return 'text COLLATE "C"'
    if column.type in _CODED and column.values:
        return qualified(f"{column.type}_{column.values}")
    if column.type in (*_DOMAINS, *_PATTERNED):
        return qualified(_DOMAINS.get(column.type, column.type))
    return _STORED.get(column.type, "text")


def _is_text(column: Column) -> bool:
    """Whether an empty text could stand in the column."""
    return column.type not in (*_STORED, "year", "lon", "lat") and not (column.type == "code" and column.values)


def _said(text: Text) -> str:
    return f"{text.zh} · {text.en}" if text.en != text.zh else text.zh


def statements(catalog: Catalog) -> list[str]:
    """Return all of it in order: run in one transaction on a database without the schema, by a user who may.

    ``postgis`` is made where it is missing, which its own rights ask for; roles that exist stay as they are.
    """
    datasets = tables(catalog)
    return [
        "CREATE EXTENSION IF NOT EXISTS postgis",
        f"CREATE SCHEMA {SCHEMA}",
        f"COMMENT ON SCHEMA {SCHEMA} IS {literal('成渝一张图的数据表 · Tables of Chengyu One Map')}",
        *_domains(catalog),
        *(statement for dataset in datasets for statement in _table(dataset)),
        *(statement for dataset in datasets for statement in _references(dataset)),
        _TELL,
        _KEEP_POINT,
        *(statement for dataset in datasets for statement in _triggers(dataset)),
        *_roles(),
    ]


def _domains(catalog: Catalog) -> Iterator[str]:
    """The types of codes, dates, addresses: each once, with what it expects as its comment."""
    columns = {column.type: column for dataset in tables(catalog) for column in dataset.columns}
    for kind in (kind for kind in _PATTERNED if kind in columns):
        # An empty text passes here and becomes NULL in the table's trigger: forms send one for a cleared field.
        check = f"VALUE ~ {literal(f'^(?:{whole(columns[kind])})?$')}"
        yield from _domain(_DOMAINS.get(kind, kind), "text", check, _said(PATTERNS[kind][1]))
    yield from _domain("year", "integer", "VALUE BETWEEN 1900 AND 2099", _said(PATTERNS["year"][1]))
    for kind, (low, high) in (("lon", LON_RANGE), ("lat", LAT_RANGE)):
        told = f"{_said(PATTERNS[kind][1])} ({low:g}–{high:g}°, WGS84)"
        yield from _domain(_DOMAINS[kind], "numeric", f"VALUE BETWEEN {low:g} AND {high:g}", told)
    coded = [column for dataset in tables(catalog) for column in dataset.columns]
    for kind, values in sorted({(one.type, one.values) for one in coded if one.type in _CODED and one.values}):
        labels = catalog.vocabularies[values]
        codes = f"ARRAY[{', '.join(map(literal, labels))}]"
        check = f"VALUE = ANY ({codes})" if kind == "code" else f"string_to_array(VALUE, ';') <@ {codes}"
        told = "; ".join(f"{code} = {_said(label)}" for code, label in labels.items())
        yield from _domain(f"{kind}_{values}", "text", check, told)


def _domain(name: str, base: str, check: str, told: str) -> Iterator[str]:
    yield f"CREATE DOMAIN {qualified(name)} AS {base} CONSTRAINT {named(name)} CHECK ({check})"
    yield f"COMMENT ON DOMAIN {qualified(name)} IS {literal(told)}"


def _table(dataset: Dataset) -> Iterator[str]:
    """The table with its key, what must be filled and in which range, and a comment on all of it."""
    table = qualified(dataset.id)
    lines = [
        f"{named(column.name)} {stored(column)}{' NOT NULL' if column.required else ''}" for column in dataset.columns
    ]
    if placed(dataset):
        lines.append(f"geom geometry(Point, {SRID})")
    lines.append("PRIMARY KEY (id)")
    for column in dataset.columns:
        low, high = (None, None) if column.type in _DOMAINS else bounds(column)
        parts = [f"{named(column.name)} >= {low:g}"] if low is not None else []
        parts += [f"{named(column.name)} <= {high:g}"] if high is not None else []
        if parts:
            lines.append(f"CONSTRAINT {named(f'{dataset.id}_{column.name}_range')} CHECK ({' AND '.join(parts)})")
    if placed(dataset):
        lines.append(f"CONSTRAINT {named(f'{dataset.id}_point')} CHECK ((lon IS NULL) = (lat IS NULL))")
    body = ",\n  ".join(lines)
    yield f"CREATE TABLE {table} (\n  {body}\n)"
    told = [_said(part) for part in (dataset.title, dataset.producer, dataset.method, dataset.weakness)]
    told += [f"{dataset.as_of}; {_said(dataset.licence.title)}"]
    yield f"COMMENT ON TABLE {table} IS {literal(chr(10).join(told))}"
    for column in dataset.columns:
        unit = f" [{column.unit}]" if column.unit else ""
        yield f"COMMENT ON COLUMN {table}.{named(column.name)} IS {literal(_said(column.label) + unit)}"
    if placed(dataset):
        told_zh, told_en = "点位，与经纬度一致，移动即改写经纬度", "the point, kept equal to longitude and latitude"
        yield f"COMMENT ON COLUMN {table}.geom IS {literal(f'{told_zh} · {told_en}')}"


def _references(dataset: Dataset) -> Iterator[str]:
    """Columns that hold the id of a row of another table; those in lists the app checks when it reads them."""
    for column in dataset.columns:
        if column.refers and column.type not in LIST_TYPES:
            yield (
                f"ALTER TABLE {qualified(dataset.id)} ADD CONSTRAINT {named(f'{dataset.id}_{column.name}_refers')} "
                f"FOREIGN KEY ({named(column.name)}) REFERENCES {qualified(column.refers)} (id) "
                "DEFERRABLE INITIALLY IMMEDIATE"
            )


_TELL: Final = f"""CREATE FUNCTION {SCHEMA}.tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NOTIFY {CHANNEL};
  RETURN NULL;
END $$"""

# Where both are changed the numbers hold: they were typed. A number that only lost its zeros on the way through a form
# keeps its spelling.
_KEEP_POINT: Final = f"""CREATE FUNCTION {SCHEMA}.keep_point() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public AS $$
DECLARE
  moved boolean := NEW.lon IS NULL AND NEW.lat IS NULL AND NEW.geom IS NOT NULL;
  decimals integer := {DECIMALS};
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.lon = OLD.lon THEN NEW.lon := OLD.lon; END IF;
    IF NEW.lat = OLD.lat THEN NEW.lat := OLD.lat; END IF;
    moved := (NEW.lon, NEW.lat) IS NOT DISTINCT FROM (OLD.lon, OLD.lat) AND NEW.geom IS DISTINCT FROM OLD.geom;
    decimals := greatest({DECIMALS}, scale(OLD.lon), scale(OLD.lat));
  END IF;
  IF moved THEN
    NEW.lon := round(ST_X(NEW.geom)::numeric, decimals);
    NEW.lat := round(ST_Y(NEW.geom)::numeric, decimals);
  END IF;
  NEW.geom := ST_SetSRID(ST_MakePoint(NEW.lon::float8, NEW.lat::float8), {SRID});
  RETURN NEW;
END $$"""


def _triggers(dataset: Dataset) -> Iterator[str]:
    """What happens at each change: empty texts become NULL, the point follows, who listens is woken."""
    table, blank = qualified(dataset.id), qualified(f"{dataset.id}_blank")
    texts = [named(column.name) for column in dataset.columns if _is_text(column)]
    body = "\n".join(f"  NEW.{name} := nullif(NEW.{name}, '');" for name in texts)
    yield f"CREATE FUNCTION {blank}() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n{body}\n  RETURN NEW;\nEND $$"
    each_row = f"BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION"
    yield f"CREATE TRIGGER blank {each_row} {blank}()"
    if placed(dataset):
        yield f"CREATE TRIGGER keep_point {each_row} {SCHEMA}.keep_point()"
        yield f"CREATE INDEX ON {table} USING gist (geom)"
    yield (
        f"CREATE TRIGGER tell AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {SCHEMA}.tell()"
    )


def _roles() -> Iterator[str]:
    """Who may read and who may edit rows; neither may log in until an administrator says so."""
    for role in (READER, EDITOR):
        yield (
            f"DO $$ BEGIN CREATE ROLE {role} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; "
            "END $$"
        )
    yield f"REVOKE ALL ON SCHEMA {SCHEMA} FROM PUBLIC"
    yield f"GRANT USAGE ON SCHEMA {SCHEMA} TO {READER}, {EDITOR}"
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO {READER}, {EDITOR}"
    yield f"GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {SCHEMA} TO {EDITOR}"
