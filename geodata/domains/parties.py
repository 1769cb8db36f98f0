"""Who takes part in an agreement."""

from typing import Final

import pandas as pd

from geodata.catalog.shared_columns import codes

# Provinces that take part beside the two, by the first digits of their codes; of their parts the province is told.
BEYOND: Final = {
    **{"42": "Hubei", "43": "Hunan", "52": "Guizhou", "53": "Yunnan"},
    **{"54": "Tibet", "61": "Shaanxi", "62": "Gansu", "63": "Qinghai"},
}


def with_parties(table: pd.DataFrame, unit_names: pd.DataFrame) -> pd.DataFrame:
    """Add who_zh, who_en: who takes part, in Chinese the bodies as named, in English the places they are of."""
    names = unit_names.drop_duplicates("adcode").set_index("adcode")["name_en"]

    def english(cell: object) -> str:
        return ", ".join(dict.fromkeys(names.get(code) or BEYOND[code[:2]] for code in codes(cell)))

    told = table["parties_adcodes"].map(english)
    return table.assign(who_zh=table["parties"].str.replace(";", "、"), who_en=told.where(told.ne("")))
