"""What can go wrong on the way from an export to a warehouse, each said in two languages.

Their names say what happened; the suffix Error would add nothing to `except FileRefused`.
"""

# ruff: noqa: N818

from dataclasses import dataclass
from typing import ClassVar, Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True)
class Said:
    """One sentence for a person, in Chinese and in English.

    Attributes:
        zh: the sentence in Simplified Chinese, the language of the pages.
        en: the same in English.
    """

    zh: str
    en: str

    def in_language(self, language: Language) -> str:
        """Return the sentence in one of the two languages."""
        return self.zh if language == "zh" else self.en


class EtlError(Exception):
    """A failure that explains itself: what happened, where, and what to do.

    Attributes:
        said: the explanation in both languages.
        exit_code: what the command line returns (design.md section 3).
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, said: Said) -> None:
        super().__init__(said.en)
        self.said = said


class FileRefused(EtlError):
    """A file that cannot be read as any source; nothing else is changed by it.

    Attributes:
        code: the reason as one word for machines, such as `empty_file`.
    """

    def __init__(self, code: str, said: Said) -> None:
        super().__init__(said)
        self.code = code


class MappingError(EtlError):
    """A mapping names a key, a column or a header that does not exist."""


@dataclass(frozen=True)
class Reason:
    """Why some rows of a file were rejected.

    Attributes:
        header: what the file calls the column; None for a fault of the whole line.
        rule: the rule they break.
        rows: how many.
        line: the first of them.
        original: what stands there.
    """

    header: str | None
    rule: str
    rows: int
    line: int
    original: str | None


class TooManyRejects(EtlError):
    """More rows were rejected than `--max-rejects` allows.

    Attributes:
        rejected: how many.
        reasons: the most frequent of them.
    """

    def __init__(self, said: Said, rejected: int, reasons: tuple[Reason, ...]) -> None:
        super().__init__(said)
        self.rejected = rejected
        self.reasons = reasons


class NothingToServe(EtlError):
    """No build is published, or the one asked for does not exist."""


class ChecksRefused(EtlError):
    """A check of sql/checks found rows: the build is not published."""

    exit_code = 3


class AnotherLoadRuns(EtlError):
    """Another load or build holds the lock of this data folder."""

    exit_code = 75
