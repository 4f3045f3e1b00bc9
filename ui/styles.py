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
# A card breaks between its parts. On a phone two stand in a row, type is small and little space is
# left between: the answer, the core figures and who must act are to stand on two screens.
_CARDS = """<style>
[class*="_cards"] :is([data-testid=stMarkdownContainer], [data-testid=stCaptionContainer]) p
{ word-break: keep-all; overflow-wrap: anywhere; }
[class*="_cards"] [data-testid=stMetricLabel] :is(div, p)
{ white-space: normal; overflow: visible; font-size: 1rem; }
@media (max-width: 640px) {
[data-testid=stMainBlockContainer] { padding-top: 3.75rem; }
[data-testid=stMainBlockContainer] > [data-testid=stVerticalBlock] { gap: 0.5rem; }
[data-testid=stMain] h1 { font-size: 1.2rem; padding: 0.25rem 0 1rem; }
[data-testid=stMain] h3 { font-size: 1rem; padding: 0.25rem 0 1rem; }
[data-testid=stGrid][class*="_cards"] { grid-template-columns: 1fr 1fr; }
[data-testid=stGrid] { gap: 0.5rem; }
[data-testid=stGrid] [data-testid=stVerticalBlock] { padding: 0.5rem; gap: 0.25rem; }
[data-testid=stGrid] [data-testid=stMarkdown] p { font-size: 0.87rem; line-height: 1.3; }
[class*="_cards"] [data-testid=stMetricValue] { font-size: 1.2rem; }
[class*="_cards"] img { width: 6.5rem !important; }
[data-testid=stGrid] [data-testid=stDownloadButton] button { min-height: 1.8rem; padding-block: 0; }
}
</style>"""
# The chooser of files says two things in English whatever language the page speaks.
_SPOKEN = """<style>
[data-testid=stFileUploaderDropzone] button [data-testid=stMarkdownContainer] p,
[data-testid=stFileUploaderDropzoneInstructions] span {{ display: none; }}
[data-testid=stFileUploaderDropzone] button [data-testid=stMarkdownContainer]::after
{{ content: "{choose}"; }}
[data-testid=stFileUploaderDropzoneInstructions]::after {{ content: "{drop}"; }}
</style>"""

# On paper a reader presses nothing: what is chosen stands in words, what only acts is left out. Of a
# switch its chosen part stays. Pictures and tables are drawn for the screen and shrink with it.
_PAPER = """<style>
.st-key-on_paper, [data-testid=stLayoutWrapper]:has(> .st-key-on_paper)
{ display: none !important; }
@page { size: A4; margin: 15mm; }
@media print {
  :root { color-scheme: light; }
  .st-key-on_paper, [data-testid=stLayoutWrapper]:has(> .st-key-on_paper)
  { display: flex !important; }
  [data-testid=stSidebar], [data-testid=stExpandSidebarButton], [data-testid=stHeader],
  [data-testid=stElementToolbar], [data-testid=stButton],
  [data-testid=stDownloadButton], [data-testid=stFileUploader], [data-testid=stTextInput],
  [data-testid=stCheckbox], [data-testid=stPagination], [data-testid=stForm],
  [data-testid=stSlider], [data-testid=stRadio],
  .st-key-chips,
  [data-testid=stButtonGroup] button:not([aria-checked=true]),
  [data-testid=stSelectbox] svg,
  [data-testid=stExpander]:has(> details:not([open])) { display: none !important; }
  [data-testid=stButtonGroup] button, [data-testid=stSelectbox] [data-baseweb=select] *,
  [data-testid=stSelectbox] [role=group]
  { border: 0 !important; background: none !important; padding-left: 0 !important; }
  [data-testid=stButtonGroup] button, [data-testid=stButtonGroup] button *
  { overflow: visible !important; max-width: none !important; }
  [data-testid=stMainBlockContainer] { padding: 0 !important; }
  [data-testid=stElementContainer]:has([data-testid=stPlotlyChart]),
  [data-testid=stElementContainer]:has([data-testid=stDataFrame]),
  [data-testid=stElementContainer]:has([data-testid=stDeckGlJsonChart])
  { zoom: var(--on-paper, 1); }
  [data-testid=stElementContainer], [data-testid=stGridCell] { break-inside: avoid; }
  [data-testid=stElementContainer]:has(h1, h2, h3, h4) { break-after: avoid; }
}
</style>"""
# Streamlit says that every page is English. Printing tells a page so before it is laid out anew: 672
# of the 680 pixels between the margins.
_SCRIPT = """<script>
document.documentElement.lang = 'LANG';
window.onbeforeprint = () => {
  const whole = document.querySelector('[data-testid=stMainBlockContainer] > [data-testid=stVerticalBlock]');
  if (whole)
    document.documentElement.style.setProperty('--on-paper', Math.min(1, 672 / whole.clientWidth));
};
window.onafterprint = () => document.documentElement.style.removeProperty('--on-paper');
</script>"""


def mute_notes() -> None:
    """Let notes have the muted colour of the palette, which can be read, and cards their shape."""
    st.html(_MUTED + _CARDS)


def translate_choosers() -> None:
    """Let the choosers of files on this page speak the reader's language."""
    st.html(
        _SPOKEN.format(choose=t("data_loading.upload_choose"), drop=t("data_loading.upload_drop"))
    )


def print_whole() -> None:
    """Let a page say its language, and be read when printed: nothing to press, nothing cut off."""
    st.html(_PAPER)
    st.sidebar.html(_SCRIPT.replace("LANG", t("common.html_lang")), unsafe_allow_javascript=True)
