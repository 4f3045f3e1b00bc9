"""Which header of an unknown file might be which column: proposals for somebody to agree to.

A header that is known is matched as a load would match it. Of the others, those whose name is near
to a column's and whose cells such a column could hold are proposed; what is only somewhat near is
named beside the header. Nothing is loaded by a proposal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from etl.mapping.samples import Samples
from etl.mapping.wide_items import KnownItems, propose_items
from etl.paths import DataFolder
from etl.sources import SOURCES, Source
from etl.sources.matching import Recognised, comparable
from etl.sources.recognition import (
    HeaderBook,
    match_columns,
    missing_columns,
    read_spellings,
)

# Of 100: from here on a header is proposed for a column; from there on it is worth naming.
PROPOSED, NAMED = 78, 55
NAMED_COLUMNS = 3
EXACT = 100
# Headers of two letters are near to too many others.
SHORTEST_PART = 4

LikelyHeaders = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True)
class Proposal:
    """A table's header as one source might have it.

    Attributes:
        source: the source.
        columns: canonical name → position in the header.
        similarity: canonical name → how near its header is, 100 where it is known.
        nearest: position of a header without a column → (canonical name, similarity), nearest first.
        missing: groups of columns of which at least one is needed and none was found.
        of: the column that the items of a wide sheet are; empty where it is not wide.
        items: position of a header → the item that it stands for.
    """

    source: Source
    columns: Mapping[str, int]
    similarity: Mapping[str, int]
    nearest: Mapping[int, list[tuple[str, int]]]
    missing: list[tuple[str, ...]]
    of: str = ""
    items: Mapping[int, str] = field(default_factory=dict)

    @property
    def weight(self) -> tuple[bool, float]:
        """How well the source explains the table: a key, then what needs to be there, then the rest."""
        source = self.source
        near = {name: score / EXACT for name, score in self.similarity.items()}
        telling = sum(near[name] for name in near if source.by_name[name].is_telling)
        needed = len(source.required) + len(source.any_of)
        has_needed = 1 - len(self.missing) / needed if needed else 1.0
        known = sum(score == EXACT for score in self.similarity.values())
        return not self.missing and known >= needed, telling + 4 * has_needed - len(near) / EXACT


def read_likely_headers(folder: DataFolder) -> LikelyHeaders:
    """Return what other systems often call a column: source → column → headers."""
    path = folder.reference("likely_headers.yaml")
    return read_spellings(path) if path.exists() else {}


def proposals(
    header: Sequence[str],
    samples: Samples,
    book: HeaderBook,
    likely: LikelyHeaders,
    known: KnownItems,
) -> list[Proposal]:
    """Propose columns for a header, source by source.

    Args:
        header: the header cells as found.
        samples: cells from below them.
        book: the known headers.
        likely: what other systems call columns.
        known: what headers of wide sheets may stand for.

    Returns:
        One proposal per source, the one that explains most first.
    """
    found = [propose(header, samples, book, likely, source, known) for source in SOURCES.values()]
    return sorted(found, key=lambda proposal: proposal.weight, reverse=True)


def propose(
    header: Sequence[str],
    samples: Samples,
    book: HeaderBook,
    likely: LikelyHeaders,
    source: Source,
    items: KnownItems,
) -> Proposal:
    """Propose columns for a header as one source would have it; arguments as above."""
    known = match_columns(header, book, source)
    spellings = {**_spellings(likely.get(source.name, {})), **book.columns[source.name]}
    near = _near(header, known, spellings)
    columns, similarity = dict(known.columns), dict.fromkeys(known.columns, EXACT)
    for score, position, name in near:
        is_free = name not in columns and position not in columns.values()
        column = source.by_name[name]
        if score >= PROPOSED and is_free and samples.could_be(position, column):
            columns[name], similarity[name] = position, min(score, EXACT - 1)
    nearest: dict[int, list[tuple[str, int]]] = {i: [] for i in known.unknown}
    for score, position, name in near:
        named = nearest[position]
        is_near = name not in columns and score >= NAMED and len(named) < NAMED_COLUMNS
        if is_near and samples.could_be(position, source.by_name[name]):
            named.append((name, score))
    of, meant = propose_items(source, header, known.columns, items)
    if meant:
        columns = {name: i for name, i in columns.items() if i not in meant}
        similarity = {name: similarity[name] for name in columns}
    taken = {*columns.values(), *meant}
    made = next(({of, fills} for first, fills in source.wide if first == of), set())
    return Proposal(
        source,
        columns,
        similarity,
        {i: named for i, named in nearest.items() if i not in taken},
        missing_columns(source, {*columns, *made}),
        of,
        meant,
    )


def _spellings(likely: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {comparable(text): name for name, headers in likely.items() for text in headers}


def _near(
    header: Sequence[str], known: Recognised, spellings: Mapping[str, str]
) -> list[tuple[int, int, str]]:
    """Return (similarity, position, canonical name) of free headers and columns, nearest first."""
    free = [i for i in known.unknown if header.count(header[i]) == 1]
    texts = [text for text, name in spellings.items() if name not in known.columns]
    if not free or not texts:
        return []
    plain = [comparable(header[i]) for i in free]
    scores = process.cdist(plain, texts, scorer=_similarity)
    best: dict[tuple[int, str], int] = {}
    for position, row in zip(free, scores, strict=True):
        for text, score in zip(texts, row, strict=True):
            place = position, spellings[text]
            best[place] = max(int(score), best.get(place, 0))
    found = [(score, position, name) for (position, name), score in best.items()]
    return sorted(found, key=lambda item: (-item[0], item[1], item[2]))


def _similarity(one: str, other: str, **_: object) -> float:
    """Return how near two headers are; one that holds the whole of the other is near too."""
    whole = fuzz.ratio(one, other)
    shorter, longer = sorted((one, other), key=len)
    if len(shorter.encode()) >= SHORTEST_PART and longer.endswith(shorter):
        return max(whole, 80.0)
    if len(shorter.encode()) >= SHORTEST_PART and shorter in longer:
        return max(whole, 70.0)
    return float(whole)
