"""Tables tried before anybody sees them: checked, derived, and told as every page tells them first."""

from pathlib import Path
from tempfile import TemporaryDirectory

from geodata.boundaries.vintage import Vintage
from geodata.catalog.load import load
from geodata.catalog.pages import PAGES
from geodata.narrative.page import told
from geodata.query.scene import default
from geodata.query.scene_fields import year_range
from geodata.sources.model import Tables
from geodata.store import releases
from geodata.store.releases import Release
from geodata.store.store import Store
from geodata.text import days


def made(tables: Tables, before: Store | None = None) -> tuple[Store, Release]:
    """Return a store of tables and all that it holds; what today's boundaries need is made, so that what breaks shows.

    Args:
        tables: all that are read, as CSV.
        before: a store that it takes over from what is the same.

    Raises:
        DataError: tables do not pass the checks.
    """
    files = {one.id: one.file for one in load().datasets.values()}
    with TemporaryDirectory(prefix="chengyu-") as folder:
        for id, content in tables.items():
            (Path(folder) / files[id]).write_bytes(content)
        store = Store(tables=Path(folder), before=before)
        store.at(Vintage.TODAY).warm()
        return store, releases.of(store, days.today().isoformat())


def pages(store: Store) -> None:
    """Ask of a store what every page asks for first; what passes the checks and still breaks a page breaks here."""
    for page in PAGES:
        year_range(store, page)
        told(default(store, page), store)


def shows(store: Store, tables: Tables) -> bool:
    """Whether a store is made of these tables: a server follows what is published within seconds."""
    files = {one.id: store.catalog.tables / one.file for one in store.catalog.datasets.values()}
    return all(files[id].read_bytes() == content for id, content in tables.items())
