"""Files put into a ZIP, dated by the day they are made on, whatever the clock of the machine says."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def write(pack: ZipFile, name: str, body: bytes, day: date) -> None:
    """Add a file to a ZIP, which knows no day before 1980: where an empty battery left the clock."""
    entry = ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
    pack.writestr(entry, body)


def dated(made: bytes, day: date) -> bytes:
    """Return a ZIP that a library made with its files dated by a day, so that made later it is the same."""
    buffer = BytesIO()
    with ZipFile(BytesIO(made)) as clocked, ZipFile(buffer, "w", ZIP_DEFLATED) as pack:
        for name in clocked.namelist():
            write(pack, name, clocked.read(name), day)
    return buffer.getvalue()
