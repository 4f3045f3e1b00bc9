"""Bytes to text: every kind of export becomes tables of text that know their place in the file."""

from etl.reading.files import members_of, open_file
from etl.reading.header import plain_header
from etl.reading.tables import Hints, Note, TextTable

__all__ = ["Hints", "Note", "TextTable", "members_of", "open_file", "plain_header"]
