"""The one file that writes HTML: style that Streamlit has no option for.

What is written here are constants, colours of ui.palette and two sentences of `ui.words`; nothing
of an export ever comes near.
"""

import streamlit as st

from ui.palette import DARK, LIGHT
from ui.words import t

# Streamlit fades captions to 4 : 1; notes are to be read at 4.5 : 1 and more.
_MUTED = f"""<style>
[data-testid=stCaptionContainer] {{ opacity: 1; }}
[data-testid=stCaptionContainer], [data-testid=stCaptionContainer] :is(p, li)
{{ color: light-dark({LIGHT.muted}, {DARK.muted}); }}
</style>"""
# The chooser of files says two things in English whatever language the page speaks.
_SPOKEN = """<style>
[data-testid=stFileUploaderDropzone] button [data-testid=stMarkdownContainer] p,
[data-testid=stFileUploaderDropzoneInstructions] span {{ display: none; }}
[data-testid=stFileUploaderDropzone] button [data-testid=stMarkdownContainer]::after
{{ content: "{choose}"; }}
[data-testid=stFileUploaderDropzoneInstructions]::after {{ content: "{drop}"; }}
</style>"""


def mute_notes() -> None:
    """Let notes have the muted colour of the palette, which can be read."""
    st.html(_MUTED)


def translate_choosers() -> None:
    """Let the choosers of files on this page speak the reader's language."""
    st.html(
        _SPOKEN.format(choose=t("data_loading.upload_choose"), drop=t("data_loading.upload_drop"))
    )
