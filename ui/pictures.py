"""A picture on a page: a title that says what is seen, its measure and window, the figure itself.

Figures are built and written once per build, arguments, language and theme.
"""

from collections.abc import Callable, Hashable
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from ui import charts, queries
from ui.answers import Kept
from ui.words import language


class _Written(go.Figure):  # type: ignore[misc]  # plotly has no types
    """A figure that is copied for the browser once, not on every run (2 ms)."""

    _dict: dict[str, Any] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the figure as it is sent; not to be changed."""
        if self._dict is None:
            self._dict = super().to_dict()
        return self._dict


_figures: Kept[_Written] = Kept(500)


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
    shade = theme()
    about = (queries.release().path, key, arguments, language(), shade)
    figure = _figures.get(about, lambda: _Written(build(shade)))
    st.plotly_chart(figure, key=key, theme=None, config=charts.CONFIG, alt=f"{title} {subtitle}")
