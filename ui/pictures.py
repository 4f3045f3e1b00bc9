"""A picture on a page: a title that says what is seen, its measure and window, the figure itself.

Figures are built once per build, arguments, language and theme.
"""

from collections.abc import Callable, Hashable

import plotly.graph_objects as go
import streamlit as st

from ui import charts, queries
from ui.words import language


def theme() -> str:
    """Return `light` or `dark`, as the reader's browser shows the page."""
    return st.context.theme.type or "light"


def picture(
    key: str,
    title: str,
    subtitle: str,
    build: Callable[[str], go.Figure],
    *arguments: Hashable,
) -> None:
    """Draw a figure with its title and subtitle.

    Args:
        key: Unique on the page.
        title: What is seen, as a sentence; it is the picture's text for those who cannot see it.
        subtitle: Measure, unit and window.
        build: Makes the figure for a theme.
        arguments: Everything the figure depends on: filters, choices. Hashable, no frames.
    """
    st.markdown(f"**{title}**")
    st.caption(subtitle)
    figure = _figure(str(queries.release().path), key, arguments, language(), theme(), build)
    st.plotly_chart(figure, key=key, theme=None, config=charts.CONFIG, alt=f"{title} {subtitle}")


@st.cache_resource(max_entries=500, show_spinner=False)
def _figure(
    file: str,
    key: str,
    arguments: tuple[Hashable, ...],
    lang: str,
    shade: str,
    _build: Callable[[str], go.Figure],
) -> go.Figure:
    return _build(shade)
