"""Files into the lake, through all the rooms that an export passes on its way."""

from etl.load.files import load_files

__all__ = ["load_files"]
