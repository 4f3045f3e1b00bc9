"""A map on a page: its title and subtitle, the deck, the legend beside it."""

from base64 import b64encode
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import streamlit as st

from ui import palette, queries
from ui.answers import Kept
from ui.maps import CompactDeck
from ui.pictures import theme
from ui.words import language

# A deck cannot be told how wide its frame will be; these are the usual ones beside a column.
_DESK, _PHONE = (680, 600), (343, 440)
_decks: Kept[CompactDeck] = Kept(60)


@dataclass(frozen=True)
class Mark:
    """One line of a legend: a circle or a square, filled or not, and what it means."""

    label: str
    fill: str = "none"
    line: str = "none"
    is_square: bool = False


def show(
    key: str,
    title: str,
    subtitle: str,
    build: Callable[[str, int, int], CompactDeck],
    *arguments: Hashable,
    on_click: Callable[[], None] | None = None,
) -> None:
    """Draw a map with its title and subtitle.

    Args:
        key: The widget's key; a new one begins with the whole extent and nothing clicked.
        title: What is seen, as a sentence; it is the map's text for those who cannot see it.
        subtitle: Measure, unit and window.
        build: Makes the deck for a theme, a width and a height.
        arguments: Everything the deck depends on. Hashable, no frames.
        on_click: Called after a click; what was clicked is then in the state under `key`.
    """
    st.markdown(f"**{title}**")
    st.caption(subtitle)
    width, height = _PHONE if _is_phone() else _DESK
    look = (theme(), width, height)
    about = (queries.release().path, build.__qualname__, arguments, language(), look)
    drawn = _decks.get(about, lambda: build(*look))
    st.pydeck_chart(
        drawn, height=height, key=key, alt=f"{title} {subtitle}", on_select=on_click or "ignore"
    )


def legend(marks: Sequence[Mark]) -> None:
    """Draw one line per mark; the words come from `ui.words`, never from an export."""
    st.markdown("  \n".join(f"![]({_swatch(mark)}) {mark.label}" for mark in marks))


def skip_link(label: str, anchor: str) -> None:
    """Draw a link past the map: on a phone a finger on the map moves the map, not the page."""
    st.caption(f"[{label}](#{anchor})")


def _swatch(mark: Mark) -> str:
    look = f'fill="{mark.fill}" stroke="{mark.line}" stroke-width="2"'
    shape = (
        f'<rect x="2" y="2" width="12" height="12" {look}/>'
        if mark.is_square
        else f'<circle cx="8" cy="8" r="6" {look}/>'
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16">{shape}</svg>'
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def _is_phone() -> bool:
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def line(colour_of: str = "steady") -> str:
    """Return a token's colour in the reader's theme, for the lines of a legend."""
    return str(getattr(palette.tokens(theme()), colour_of))
