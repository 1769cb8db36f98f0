"""The sources that the administrator's file names (``[sources]``)."""

import os
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from geodata.catalog.load import load
from geodata.catalog.model import Catalog, Dataset
from geodata.configuration import ConfigurationError, configuration
from geodata.data_folder import data_folder
from geodata.source_settings import Sources
from geodata.sources import model
from geodata.sources.combined import Combined
from geodata.sources.folder import Folder
from geodata.sources.last_good import LastGood
from geodata.sources.versions import FOLDER, Versions
from geodata.sources.workspace import Workspace, prepare, publishes

ADDRESS: Final = "CHENGYU_POSTGIS"  # the variable that may hold the database's address, password and all
MIXED_S: Final = 2  # where a database is waited for, published versions are only seen at the next look
_ORDER: Final = ("shipped", "folder", "postgis")  # whose changes can be waited for stands last


def _read(catalog: Catalog) -> list[Dataset]:
    return [dataset for dataset in catalog.datasets.values() if not dataset.derived]


def _postgis(datasets: list[Dataset], asked: Sources) -> model.Source:
    try:
        postgis: Any = import_module("geodata.sources.postgis")
    except ImportError as error:
        told = "psycopg is not installed 没有安装 psycopg：pip install -r requirements-postgis.txt"
        raise ConfigurationError(f"sources.postgis: {told}") from error
    address = os.environ.get(ADDRESS) or asked.postgis
    if not postgis.usable(address):
        told = f"no address of a database, here or in {ADDRESS} 这里和环境变量里都没有可用的数据库地址"
        raise ConfigurationError(f"sources.postgis: {told}")
    made: model.Source = postgis.Postgis(datasets, address, asked.schema)
    return made


def configured(versions: Versions | None = None) -> tuple[Combined, LastGood, int] | None:
    """Return the sources, where what they held last is kept, and how many seconds may pass between two looks.

    None where all tables are the shipped ones, which do not change.

    Args:
        versions: what is published, in place of this server's own versions: so a draft is tried.

    Raises:
        ConfigurationError: the settings name a table that there is none of, or a source that cannot be used.
    """
    asked = configuration().sources
    if asked.named == {"shipped"} and not publishes():
        return None
    catalog = load()
    datasets = _read(catalog)
    if unknown := set(asked.tables) - {one.id for one in datasets}:
        raise ConfigurationError(f"sources.tables: {', '.join(sorted(unknown))}: no such table 没有这张表")
    parts: list[tuple[model.Source, list[Dataset]]] = []
    for name in (one for one in _ORDER if one in asked.named):
        mine = [one for one in datasets if asked.tables.get(one.id, asked.default) == name]
        match name:
            case "shipped":
                source: model.Source = Folder(mine, catalog.tables, model.SHIPPED)
                if publishes():
                    source = Workspace(source, mine, versions or _prepared())
            case "folder":
                source = Folder(mine, Path(asked.folder), model.FOLDER)
            case _:
                source = _postgis(mine, asked)
        if mine:
            parts.append((source, mine))
    kept = Path(asked.kept) if asked.kept else _state() / "tables"
    poll_s = min(asked.poll_s, MIXED_S) if publishes() and len(parts) > 1 else asked.poll_s
    return Combined(parts), LastGood(kept, datasets), poll_s


def publishable() -> list[Dataset]:
    """Return the tables that maintainers may publish: of the shipped ones; others have an editor of their own."""
    asked = configuration().sources
    return [one for one in _read(load()) if asked.tables.get(one.id, asked.default) == "shipped" and publishes()]


def _prepared() -> Versions:
    try:
        return prepare(_state() / FOLDER)
    except OSError as error:
        told = f"{error.filename}: cannot be written 不可写 (CHENGYU_DATA)"
        raise ConfigurationError(f"intake.mode = workspace: {told}") from error


def _state() -> Path:
    try:
        return data_folder()
    except RuntimeError as error:
        raise ConfigurationError("CHENGYU_DATA or sources.kept: a folder must be said 没有写存放数据的目录") from error
