"""The colours and the font of charts and maps, light and dark.

The tokens are those of `.streamlit/config.toml`; better and worse are teal and rust, never
without a word or a sign beside them.
"""

from dataclasses import dataclass

FONT = "'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"
SEQUENTIAL = ("#DCE9F3", "#A9CBE3", "#6FA6CF", "#3B7FB0", "#1F5A8A")
DIVERGING = ("#9A5B13", "#D9AE6B", "#EEECE6", "#7FBFBE", "#1F7A80")


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme."""

    ink: str
    muted: str
    line: str
    paper: str
    primary: str
    better: str
    worse: str
    steady: str
    band: str


LIGHT = Tokens(
    "#1F2A37",
    "#5B6675",
    "#E3E7EC",
    "#FFFFFF",
    "#1F5A8A",
    "#2A7F8E",
    "#C2571A",
    "#8A94A0",
    "#EEF1F4",
)
DARK = Tokens(
    "#E8ECF1",
    "#9AA6B4",
    "#2E3945",
    "#12181F",
    "#6FB1E0",
    "#5CC0CF",
    "#F0925A",
    "#8A94A0",
    "#1E2730",
)


def tokens(theme: str) -> Tokens:
    """Return the colours of `light` or `dark`."""
    return DARK if theme == "dark" else LIGHT
