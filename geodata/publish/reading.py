"""A file becomes rows to publish: as it is where its columns are the table's own, else by way of the intake."""

from functools import partial

from geodata.catalog.model import Dataset
from geodata.configuration import configuration
from geodata.intake.intake import take_file
from geodata.intake.model import Intake, IntakeError
from geodata.intake.position.known import known
from geodata.intake.worker import in_worker, memory_for
from geodata.publish.errors import PublishError
from geodata.publish.given import Given, of_intake, of_table
from geodata.store.store import Edition


def given_of(content: bytes, name: str, dataset: Dataset, edition: Edition, reading: str = "") -> Given:
    """Return the rows of a file.

    Args:
        content, name: of the file.
        dataset: the table it is to be published as.
        edition: which knows the places of both provinces.
        reading: of its coordinates, where it must be said ("GCJ-02").

    Raises:
        PublishError: the file cannot be read, or not all of it.
    """
    if found := of_table(content, name, dataset):
        return found
    asked = configuration().intake
    take = partial(in_worker, take_file, seconds=asked.seconds, most_mb=memory_for(len(content)))
    try:
        taken: Intake = take(content, name, known(edition), reading=reading, most_rows=asked.most_rows)
    except IntakeError as error:
        raise PublishError(error.told) from error
    return of_intake(taken)
