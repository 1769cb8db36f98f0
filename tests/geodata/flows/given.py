"""Records and cells that the tests of flows share: small enough to check by eye, or many and made by dice."""

import numpy as np
import pandas as pd

from geodata.boundaries.vintage import Vintage
from geodata.flows import cells
from geodata.flows.kept import About, Flows
from geodata.flows.summing import Order

WUSHENG, HECHUAN, CHENGDU = "511622", "500117", "510104"  # 武胜县 and 合川区 share a border; 锦江区 does not
# Home, service, domain, year, persons.
FEW = [
    (WUSHENG, HECHUAN, "health", 2025, 30),
    (WUSHENG, HECHUAN, "health", 2025, 12),
    (HECHUAN, WUSHENG, "health", 2025, 9),
    (WUSHENG, WUSHENG, "health", 2025, 100),
    (WUSHENG, CHENGDU, "health", 2025, 58),
    (HECHUAN, HECHUAN, "health", 2025, 150),
    (CHENGDU, HECHUAN, "health", 2025, 20),
    (WUSHENG, HECHUAN, "tourism", 2024, 11),
]


def table(rows: list[tuple]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["home_adcode", "service_adcode", "domain", "year", "persons"])


def order(*inputs: str, **more) -> Order:
    usual = {"engine": "duckdb", "vintage": Vintage.TODAY, "below": 10, "source_zh": "甲局", "source_en": "Office A"}
    return Order(inputs=inputs, **(usual | more))


def in_pandas(records: pd.DataFrame) -> pd.DataFrame:
    """What the expression makes of records, said again in pandas."""
    told = records.astype({"home_adcode": str, "service_adcode": str})
    for name in ("home_adcode", "service_adcode"):
        told[name] = told[name].where(told[name].between("500000", "519999"), "")
    sound = told["persons"].notna() & told["persons"].ge(0) & told["year"].between(1949, 2100)
    told = told.assign(sound=sound, good=told["persons"].where(sound))
    grouped = told.groupby(["home_adcode", "service_adcode", "domain", "year"])
    return pd.DataFrame(
        {
            "persons": grouped["good"].sum(min_count=1),
            "records": grouped.size(),
            "unsound": grouped["sound"].agg(lambda held: int((~held).sum())),
        }
    ).reset_index()


def many(number: int, seed: int = 7) -> pd.DataFrame:
    """So many records of 40 counties of both sides, with codes of nobody, of elsewhere and of old among them."""
    dice = np.random.default_rng(seed)
    codes = [f"5001{n:02}" for n in range(1, 21)] + [f"5116{n:02}" for n in range(21, 38)] + ["520100", "51", "999999"]
    return pd.DataFrame(
        {
            "home_adcode": dice.choice(codes, number),
            "service_adcode": dice.choice(codes, number),
            "domain": dice.choice(["health", "tourism", "gambling"], number),
            "year": dice.choice([2024, 2025, 1066], number, p=[0.5, 0.49, 0.01]),
            "persons": dice.integers(-1, 4, number),
        }
    )


def flows(rows: list[tuple] = FEW, below: int = 10, **more) -> Flows:
    """Flows as kept, of records; ``more`` is told about them."""
    summed = in_pandas(table(rows))
    known = {row[n] for row in rows for n in (0, 1)}
    found = cells.checked(summed, known, {}, {"health", "tourism", "education", "eldercare", "transport"})
    about = About("甲局", "Office A", "today", below, "v1", **more)
    return Flows(cells.suppressed(found.cells, below), about)
