"""The one expression that sums records, whatever engine runs it: SQL is made of it for DuckDB and for Spark.

Codes outside the two provinces become one group, so that the result stays small whatever the records hold; ranges of
codes are asked for with BETWEEN, which every dialect reads alike.
"""

from typing import Final

import ibis
from ibis.expr.types import Table

from geodata.flows.records import COLUMNS, DEMO, DOMAIN, HOME, PERSONS, SERVICE, YEAR

FIRST, LAST = "500000", "519999"  # Chongqing and Sichuan lie side by side in the order of codes
ELSEWHERE: Final = ""
EARLIEST, LATEST = 1949, 2100
SCHEMA: Final = {HOME: "string", SERVICE: "string", DOMAIN: "string", YEAR: "int64", PERSONS: "int64"}


def sums(records: Table) -> Table:
    """Return persons by home, service, domain and year.

    Args:
        records: the columns of ``records.COLUMNS``, codes as texts or numbers; with ``DEMO`` or without.

    Returns:
        home_adcode, service_adcode (text, ELSEWHERE outside the two provinces), domain, year; persons (the sum of sound
        records, missing where there is none), records, unsound (of them: persons missing or below zero, a year that
        makes no sense), demo (of them: marked as demonstration data).
    """

    def end(code: ibis.Value) -> ibis.Value:
        text = code.cast("string")
        return ibis.ifelse(text.between(FIRST, LAST), text, ELSEWHERE)

    own = records[[name for name in (*COLUMNS, DEMO) if name in records.columns]]
    told = own.mutate(
        **{name: end(own[name]) for name in (HOME, SERVICE)},
        sound=own[PERSONS].notnull() & (own[PERSONS] >= 0) & own[YEAR].between(EARLIEST, LATEST),
    )
    demo = told[DEMO].sum().cast("int64") if DEMO in told.columns else ibis.literal(0, "int64")
    return told.group_by([HOME, SERVICE, DOMAIN, YEAR]).agg(
        persons=told[PERSONS].sum(where=told.sound).cast("int64"),
        records=told.count(),
        unsound=told.count(where=~told.sound),
        demo=demo,
    )


def sql(dialect: str) -> str:
    """Return the SQL that an engine runs ("duckdb", "pyspark"), for records without the demonstration mark."""
    return str(ibis.to_sql(sums(ibis.table(SCHEMA, name="records")), dialect=dialect)) + "\n"
