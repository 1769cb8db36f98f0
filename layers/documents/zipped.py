"""Files put into a ZIP, dated by the day they are made on, whatever the clock of the machine says."""

from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def write(pack: ZipFile, name: str, body: bytes, day: date) -> None:
    """Add a file to a ZIP, which knows no day before 1980: where an empty battery left the clock."""
    entry = ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
    pack.writestr(entry, body)
