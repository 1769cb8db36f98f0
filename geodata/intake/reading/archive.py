"""What lies in a zip: workbooks, shapefiles in any folder, KMZ. No name in it is ever a path of ours."""

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from geodata.intake.model import IntakeError
from geodata.intake.reading.kinds import READ, locked, not_a_table
from geodata.text import Text, number

MOST_UNPACKED: Final = 1_000_000_000  # bytes of all that is in it
_MOST_ENTRIES: Final = 10_000
PARTS: Final = (".shp", ".shx", ".dbf", ".prj", ".cpg")  # of a shapefile
_TABLES: Final = (".gpkg", ".geojson", ".json", ".xlsx", ".xls", ".ods", ".csv", ".tsv", ".txt", ".parquet")
_DOCUMENTS: Final = {"word/": Text("Word文档", "a Word document"), "ppt/": Text("PowerPoint文稿", "a PowerPoint file")}


@dataclass(frozen=True, eq=False)
class Archive:
    """An opened zip: its entries by the name they are shown by."""

    zip: zipfile.ZipFile
    entries: dict[str, zipfile.ZipInfo]

    def read(self, name: str) -> bytes:
        """Return an entry unpacked; what it says of its size is all that is unpacked.

        Raises:
            IntakeError: it is damaged or has a password.
        """
        try:
            return self.zip.read(self.entries[name])
        except RuntimeError:  # what zipfile raises of a password
            raise locked() from None
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError) as error:
            raise _broken() from error

    def ending(self, *suffixes: str) -> list[str]:
        """Return the names that end so, whatever their case."""
        return [name for name in self.entries if name.lower().endswith(suffixes)]

    @property
    def office(self) -> str:
        """The format of a workbook whose file is a zip; "" of any other.

        Raises:
            IntakeError: it is a document of another program.
        """
        if "xl/workbook.xml" in self.entries or "xl/workbook.bin" in self.entries:
            return "xlsx"
        if "mimetype" in self.entries and "content.xml" in self.entries:
            if b"spreadsheet" in self.read("mimetype"):
                return "ods"
            raise not_a_table(Text("OpenDocument文档，不是表格", "an OpenDocument file that is no spreadsheet"))
        for folder, told in _DOCUMENTS.items():
            if any(name.startswith(folder) for name in self.entries):
                raise not_a_table(told)
        if any(name.endswith(".iwa") for name in self.entries):
            raise not_a_table(Text("Numbers表格，请导出为XLSX", "a Numbers spreadsheet; please export it as XLSX"))
        return ""

    def shapefiles(self) -> dict[str, dict[str, str]]:
        """Return the parts of each shapefile: name without suffix → suffix → name of the entry."""
        found: dict[str, dict[str, str]] = {}
        for name in self.ending(*PARTS):
            path = PurePosixPath(name)
            found.setdefault(str(path.with_suffix("")).lower(), {})[path.suffix.lower()] = name
        return {PurePosixPath(parts[".shp"]).stem: parts for parts in found.values() if ".shp" in parts}

    def table(self) -> str:
        """Return the largest entry that is a table or map by its name.

        Raises:
            IntakeError: there is none.
        """
        names = self.ending(*_TABLES)
        if not names:
            raise IntakeError(
                Text(f"压缩包里没有可以读取的文件。{READ.zh}", f"nothing in the zip can be read; {READ.en}")
            )
        return max(names, key=lambda name: self.entries[name].file_size)


def opened(content: bytes) -> Archive:
    """Open a zip, having looked at what it would become.

    Raises:
        IntakeError: it is damaged, or would unpack to more than the server holds.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError) as error:
        raise _broken() from error
    total = sum(entry.file_size for entry in entries)
    if total > MOST_UNPACKED or len(entries) > _MOST_ENTRIES:
        many, big, most_many, most_big = (
            number.said(one) for one in (len(entries), total / 1e6, _MOST_ENTRIES, MOST_UNPACKED / 1e6)
        )
        raise IntakeError(
            Text(
                f"压缩包解开后有{many}个文件、{big} MB，最多{most_many}个、{most_big} MB",
                f"the zip would unpack to {many} files of {big} MB, at most {most_many} of {most_big} MB are read",
            )
        )
    shown = {_shown(entry): entry for entry in entries if not entry.is_dir()}
    return Archive(archive, {name: entry for name, entry in shown.items() if not _of_a_system(name)})


def _broken() -> IntakeError:
    return IntakeError(
        Text(
            "文件已损坏或不完整：请重新保存或压缩后再试",
            "the file is damaged or incomplete: please save or zip it anew",
        )
    )


def _of_a_system(name: str) -> bool:
    """Whether an entry is what an operating system leaves in zips."""
    return name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith("._")


def _shown(entry: zipfile.ZipInfo) -> str:
    """Return the name of an entry: zips made on a Chinese Windows write it in GBK and do not say so."""
    name = entry.filename.replace("\\", "/")
    if entry.flag_bits & 0x800 or name.isascii():
        return name
    try:
        return name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return name
