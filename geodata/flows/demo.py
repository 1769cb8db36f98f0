"""Synthetic records that show scale: by a gravity model, of nobody, marked as demonstration data wherever they go.

Each record has the mark in a column of its own, each file in its metadata; their folder bears it in its name.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from geodata.flows.records import DEMO, DEMO_MARK, DOMAIN, HOME, PERSONS, SERVICE, VERDICT
from geodata.flows.summing import DEMO_KEY
from geodata.measure import ALBERS

YEARS: Final = (2021, 2022, 2023, 2024, 2025)
# Domain → its part of all records, and how fast they become fewer with distance.
DOMAINS: Final = {"health": (0.6, 2.2), "tourism": (0.28, 1.4), "education": (0.1, 2.6), "eldercare": (0.02, 2.4)}
NEAR_KM: Final = 12.0  # within a county; added to every distance
CHUNK: Final = 2_000_000  # records of a file
FOLDER: Final = DEMO_MARK.zh


def weights(counties: Any) -> pd.DataFrame:
    """Return how likely a record is, by home, service and domain (``DOMAINS``); all together 1.

    Args:
        counties: adcode, population (those without take the median) and geometry.
    """
    people = counties["population"].astype(float).fillna(counties["population"].median()).to_numpy()
    points = counties.geometry.to_crs(ALBERS).representative_point()
    x, y = points.x.to_numpy() / 1000, points.y.to_numpy() / 1000
    km = np.hypot(x[:, None] - x, y[:, None] - y) + NEAR_KM
    codes = counties["adcode"].to_numpy()
    parts = []
    for domain, (part, power) in DOMAINS.items():
        pull = people / km**power
        chance = part * (people / people.sum())[:, None] * pull / pull.sum(axis=1, keepdims=True)
        ends = {HOME: np.repeat(codes, len(codes)), SERVICE: np.tile(codes, len(codes)), DOMAIN: domain}
        parts.append(pd.DataFrame(ends | {"chance": chance.ravel()}))
    return pd.concat(parts, ignore_index=True)


def write(folder: Path, number: int, counties: Any, progress: Callable[[int], None], seed: int = 1) -> None:
    """Write so many records into ``folder``/year=…/, a file for each CHUNK; ``progress`` is told how many there are.

    Raises:
        OSError: they cannot be written.
    """
    import pyarrow as pa
    import pyarrow.parquet as parquet

    table, dice, written = weights(counties), np.random.default_rng(seed), 0
    reach = np.cumsum(table["chance"].to_numpy())
    words = {name: pd.factorize(table[name]) for name in (HOME, SERVICE, DOMAIN)}
    for n in range(max(len(YEARS), -(-number // CHUNK))):
        many = min(CHUNK, number - written, -(-number // len(YEARS)))
        if many <= 0:
            break
        hit = np.searchsorted(reach, dice.random(many) * reach[-1], side="right").clip(max=len(reach) - 1)
        columns: dict[str, Any] = {
            name: pa.DictionaryArray.from_arrays(pa.array(places[hit].astype("int16")), pa.array(list(known)))
            for name, (places, known) in words.items()
        }
        columns |= {
            PERSONS: pa.array(1 + (dice.random(many) < 0.1).astype("int32")),
            DEMO: pa.array(np.ones(many, bool)),
        }
        place = folder / f"year={YEARS[n % len(YEARS)]}"
        place.mkdir(parents=True, exist_ok=True)
        told = {DEMO_KEY: f"{VERDICT.zh} {VERDICT.en}".encode()}
        parquet.write_table(pa.table(columns).replace_schema_metadata(told), place / f"{FOLDER}-{n:04}.parquet")
        written += many
        progress(written)
