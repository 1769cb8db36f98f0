"""A second place: by which ways one gets from home to it, and what there is to see there."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from geodata.boundaries.adcode import contains, side
from geodata.catalog.shared_columns import in_force
from geodata.query import gazetteer, ways
from geodata.query.gazetteer import Place
from geodata.query.residents.nearby_lines import STOP_KM
from geodata.query.residents.sites_around import Hit, Home, hits
from geodata.query.ways import Way
from geodata.store.store import Edition

WAYS: Final = 3  # so many ways are told, the best first
SIGHTS: Final = 5
_SIGHTS_OF: Final = "tourism"


class Trip(NamedTuple):
    """Where one wants to go, how far its seat is from home, the ways there, and its sights, those nearest first."""

    place: Place
    km: float
    ways: tuple[Way, ...]
    sights: tuple[Hit, ...]

    @property
    def corridors(self) -> list[str]:
        """The ids of what one rides or drives on, each once."""
        return list(dict.fromkeys(leg.corridor for way in self.ways for leg in way.legs))


def goals(edition: Edition, home: str) -> list[Place]:
    """Return where one may want to go from a place: the cities and counties across, but no whole province.

    From a whole province nobody starts: it has none.
    """
    if home.endswith("0000"):
        return []
    known, stands = gazetteer.units(edition), ways.stand(edition)
    return [
        place
        for code, place in known.items()
        if code in stands and not code.endswith("0000") and side(code) not in ("", side(home))
    ]


def trip(edition: Edition, at: Home, goal: str) -> Trip | None:
    """Return the way from home to a place across; None where no such place is meant."""
    if goal not in {place.adcode for place in goals(edition, at.place.adcode)}:
        return None
    stands = ways.stand(edition)
    start, end = stands[at.place.adcode], stands[goal]
    rows = [(hit, edition.row(_SIGHTS_OF, hit.pick.id)) for hit in hits(edition, at, _SIGHTS_OF)]
    there = [hit for hit, row in rows if row is not None and contains(goal, edition.code(str(row["adcode"])))]
    return Trip(
        place=gazetteer.units(edition)[goal],
        km=round(start.apart(end), 1),
        ways=tuple(_best(_ways(edition, at.place.adcode, goal)))[:WAYS],
        sights=tuple(there[:SIGHTS]),
    )


def _ways(edition: Edition, home: str, goal: str) -> list[Way]:
    """The ways in force between two places; where none reaches the town, the best of those that lead some way there.

    Of Sichuan ``ways`` knows whole cities: a county there stands in for its city, with its own seat.
    """
    stands, table = ways.stand(edition), edition.get("corridors")
    open_ = set(table["id"][in_force(table)])
    tracks = [track for id, track in ways.tracks(edition).items() if id in open_]
    start, end = (stands[code]._replace(code=ways.place(code, edition.code)) for code in (home, goal))
    found = [way for way in ways.journeys(tracks, start, end, edition.code) if way.before <= STOP_KM]
    return [way for way in found if way.after <= ways.NEAR_KM] or [way for way in found if way.after <= STOP_KM][:1]


def _best(found: Iterable[Way]) -> list[Way]:
    """The ways in order, the best one that is driven among the first: not everybody drives, not everybody rides."""
    listed = list(found)
    driven = [way for way in listed if way.driven][:1]
    ridden = [way for way in listed if not way.driven][: WAYS - len(driven)]
    return sorted([*ridden, *driven], key=listed.index)
