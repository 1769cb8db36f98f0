"""Which features of a layer are shown, as runs of their numbers: shorter to send than their ids."""

from collections.abc import Iterable

import numpy as np

from layers.spec import MapLayer


def runs(layer: MapLayer) -> list[tuple[int, int]] | None:
    """Return the running numbers of the features to show, as closed ranges; None where all are."""
    if layer.only is None:
        return None
    return ranges(np.flatnonzero(layer.features["id"].isin(list(layer.only)).to_numpy()).tolist())


def ranges(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return numbers as closed ranges, rising."""
    rising = np.array(sorted(numbers), dtype=int)
    parts = np.split(rising, np.flatnonzero(np.diff(rising) > 1) + 1)
    return [(int(part[0]), int(part[-1])) for part in parts if len(part)]
