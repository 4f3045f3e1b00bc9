"""Files inside .gz and .zip, bounded: what unpacks to far more than it weighs is no export."""

import fnmatch
import gzip
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from etl.errors import Said
from etl.paths import without_persons
from etl.reading import refusals
from etl.reading.bounded import MOST_EXPANSION, BoundedReader
from etl.reading.tables import Note

READABLE_SUFFIXES = (
    ".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods",
    ".json", ".geojson", ".jsonl", ".ndjson", ".parquet",
)  # fmt: skip
ARCHIVE_SUFFIXES = (".zip", ".gz", ".tgz", ".tar", ".rar", ".7z")
# An archive inside a zip is not read; beside other files it is refused by its name, not left out.
OFFERED_SUFFIXES = READABLE_SUFFIXES + ARCHIVE_SUFFIXES
MOST_ENTRIES = 1_000
MOST_UNPACKED_BYTES = 20 * 1024**3
MOST_HELD_BYTES = 200 * 1024**2
# Small files may be all zeros: below this the ratio says nothing.
EXPANSION_FLOOR_BYTES = 50 * 1024**2
_ZIP, _GZIP, _OLE = b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Content:
    """The bytes of one file, wherever they lie.

    Attributes:
        name: what it is called in messages.
        opener: opens the bytes from their beginning, each time it is called.
        member: its name inside a zip, '' otherwise.
        notes: what was said on the way to it.
    """

    name: str
    opener: Callable[[], BinaryIO]
    member: str = ""
    notes: list[Note] = field(default_factory=list)

    def is_archive(self) -> bool:
        """Tell whether it is a zip (a workbook too) or a gzip."""
        return self._starts(_ZIP) or self._starts(_GZIP)

    def is_workbook(self) -> bool:
        """Tell whether it is an Excel workbook, old or new."""
        if self.is_workbook_of_old():
            return True
        if not self._starts(_ZIP):
            return False
        with self.opener() as file:
            names = zip_entries(self.name, file).keys()
        return any(n.startswith("xl/") for n in names) or "content.xml" in names

    def is_workbook_of_old(self) -> bool:
        """Tell whether it is a compound file, as XLS and encrypted workbooks are."""
        return self._starts(_OLE)

    def _starts(self, magic: bytes) -> bool:
        with self.opener() as file:
            return file.read(len(magic)) == magic


def unpack_gzip(content: Content) -> Content:
    """Return the content of a .gz."""
    limit = _limit(_size(content))

    def opener() -> BinaryIO:
        below = content.opener()
        return cast(BinaryIO, BoundedReader(gzip.open(below), content.name, limit, below))

    return _seekable_if_packed(Content(content.name.removesuffix(".gz"), opener))


def offered_members(content: Content) -> list[str]:
    """Return the names of the files of a zip that may be exports or hold some, in its order.

    Raises:
        FileRefused: the zip is encrypted, damaged or a bomb.
    """
    with content.opener() as file:
        entries = zip_entries(content.name, file)
    return [name for name in entries if _has_suffix(name, OFFERED_SUFFIXES)]


def choose_member(content: Content, pattern: str | None, *, is_part: bool = False) -> Content:
    """Return the one member of a zip that is to be read.

    Args:
        content: the zip.
        pattern: the member's name or a glob on it; None takes the only readable one.
        is_part: the others that are offered are not left out, but taken by themselves.

    Raises:
        FileRefused: none or several fit, or the zip is encrypted, damaged or a bomb.
    """
    with content.opener() as file:
        entries = zip_entries(content.name, file)
    readable = [name for name in entries if _has_suffix(name, READABLE_SUFFIXES)]
    fitting = [n for n in (entries if pattern else readable) if _fits(n, pattern)]
    # The name of one may end another's, and holds what a glob takes for its own signs.
    fitting = [pattern] if pattern in entries else fitting
    inner = [name for name in entries if PurePosixPath(name).suffix.lower() in ARCHIVE_SUFFIXES]
    if inner and not readable and not fitting:
        raise refusals.nested(f"{content.name}/{inner[0]}")
    if len(fitting) != 1:
        raise refusals.which_member(content.name, readable)
    entry = entries[fitting[0]]
    limit = _limit(entry.compress_size)

    def opener() -> BinaryIO:
        below = content.opener()
        archive = zipfile.ZipFile(below)
        member = archive.open(entry)
        return cast(BinaryIO, BoundedReader(member, content.name, limit, archive, below))

    offered = (name for name in entries if _has_suffix(name, OFFERED_SUFFIXES))
    read = {fitting[0], *(offered if is_part else ())}
    others = [name for name in entries if name not in read]
    label = f"{content.name}/{without_persons(fitting[0])}"
    notes = _skipped_note(others)
    return _seekable_if_packed(Content(label, opener, member=fitting[0], notes=notes))


def zip_entries(name: str, file: BinaryIO) -> dict[str, zipfile.ZipInfo]:
    """Return the files of a zip by name.

    Raises:
        FileRefused: damaged, encrypted, or it would unpack to too much.
    """
    try:
        infos = [i for i in zipfile.ZipFile(file).infolist() if not i.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise refusals.damaged(name, str(error)) from error
    if any(info.flag_bits & 1 for info in infos):
        raise refusals.encrypted(name)
    unpacked = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if len(infos) > MOST_ENTRIES or unpacked > min(MOST_UNPACKED_BYTES, _limit(packed)):
        raise refusals.too_large(
            name,
            f"压缩包内{len(infos)}个文件，解压后{unpacked // 1024**2} MB",
            f"{len(infos)} files that unpack to {unpacked // 1024**2} MB",
        )
    return {_true_name(info): info for info in infos}


def _seekable_if_packed(content: Content) -> Content:
    """Hold a workbook that lies inside an archive in memory: it cannot be read in one pass."""
    if not (content.is_archive() or content.is_workbook_of_old()):
        return content
    with content.opener() as file:
        data = file.read(MOST_HELD_BYTES + 1)
    if len(data) > MOST_HELD_BYTES:
        raise refusals.too_large(content.name, "超过200 MB", "above 200 MB")
    return replace(content, opener=lambda: io.BytesIO(data))


def _limit(packed: int) -> int:
    return max(EXPANSION_FLOOR_BYTES, packed * MOST_EXPANSION)


def _size(content: Content) -> int:
    with content.opener() as file:
        return file.seek(0, 2)


def _true_name(info: zipfile.ZipInfo) -> str:
    """Undo the code page of names written by Chinese Windows, which zip does not record."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _has_suffix(name: str, suffixes: tuple[str, ...]) -> bool:
    """Tell whether a file ends in one of them and is none that a system hides."""
    path = PurePosixPath(name)
    # Names are compared and shown, never made into paths: what leads out of the archive is harmless.
    folders = (part for part in path.parts if part not in (".", ".."))
    hidden = any(part.startswith((".", "__MACOSX")) for part in folders)
    return not hidden and path.suffix.lower() in suffixes


def _fits(name: str, pattern: str | None) -> bool:
    base = PurePosixPath(name).name
    return pattern is None or fnmatch.fnmatch(name, pattern) or fnmatch.fnmatch(base, pattern)


def _skipped_note(others: list[str]) -> list[Note]:
    if not others:
        return []
    shown = "、".join(others[:8])
    zh = f"压缩包中另有{len(others)}个文件未读取：{shown}"
    en = f"{len(others)} other files of the archive were skipped: {', '.join(others[:8])}"
    return [Note("members_skipped", Said(zh, en))]
