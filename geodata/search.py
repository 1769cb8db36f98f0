"""Units one can go to, each with a label that holds its Chinese and English names, so that typing either finds it."""

from functools import lru_cache

from geodata.boundaries import Vintage
from geodata.store import Store
from geodata.text import Lang


@lru_cache(maxsize=8)
def units(store: Store, vintage: Vintage, lang: Lang) -> dict[str, str]:
    """Return adcode → label: the two provinces, then the cities, then the counties.

    Chongqing is listed once, as a province-level unit.
    """
    found: dict[str, str] = {}
    for id in ("provinces", "cities", "counties"):
        for unit in store.get(id, vintage).itertuples():
            names = (unit.name_zh, unit.name_en) if lang == "zh" else (unit.name_en, unit.name_zh)
            place = unit.city if id == "counties" and unit.city != unit.province else unit.province
            tail = "" if id == "provinces" or lang == "en" else f" · {place}"
            found.setdefault(unit.adcode, f"{names[0]} {names[1]}{tail}")
    return found
