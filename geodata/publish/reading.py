"""A file becomes rows to publish: as it is where its columns are the table's own, else by way of the intake."""

from geodata.catalog.model import Dataset
from geodata.publish.errors import PublishError
from geodata.publish.given import Given, of_table
from geodata.store.store import Store
from geodata.text import Text


def given_of(content: bytes, name: str, dataset: Dataset | None, store: Store) -> Given:
    """Return the rows of a file.

    Args:
        content, name: of the file.
        dataset: the table it is to be published as.
        store: which knows the places of both provinces.

    Raises:
        PublishError: the file cannot be read, or not all of it.
    """
    if dataset and (found := of_table(content, name, dataset)):
        return found
    raise PublishError(
        Text(
            "应为以表中列名为表头的 CSV（UTF-8）",
            "a CSV (UTF-8) headed by the names of the table's columns",
        )
    )
