"""Every sentence a person sees, once, as a pair: Chinese first, English second.

One module per room (`ui/words/<room>.py`), each with `WORDS: dict[str, tuple[str, str]]` whose
keys begin with the room's name and a dot. A new module is found by being here.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import import_module
from pkgutil import iter_modules

import streamlit as st

LANGUAGES = ("zh", "en")
# 1 and 1 case, neither 1,234 nor 1.0 nor 1–29.
_ONE = re.compile(r"1(?![\d.,–])")
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


def _gathered() -> dict[str, tuple[str, str]]:
    words: dict[str, tuple[str, str]] = {}
    for room in iter_modules(__path__):
        for key, pair in import_module(f"{__name__}.{room.name}").WORDS.items():
            if not key.startswith(f"{room.name}."):
                raise ValueError(f"the key {key} stands in {room.name}.py and must begin with it")
            words[key] = pair
    return words


WORDS = _gathered()


def language() -> str:
    """Return the language of this session: `zh` unless the reader chose `en`."""
    return _spoken.get() or st.session_state.get("lang") or LANGUAGES[0]


def speak(lang: str) -> None:
    """Speak a language for the rest of this run; asking the session 300 times a run costs 5 ms."""
    _spoken.set(lang)


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Speak a language where there is no session: tests, and files made on a click."""
    token = _spoken.set(lang)
    try:
        yield
    finally:
        _spoken.reset(token)


def t(key: str, /, **params: object) -> str:
    """Return the sentence of a key in the reader's language.

    Args:
        key: Room, dot, name.
        params: What fills the sentence's braces, already formatted by `ui.formats`. English says
            `{count:row|rows}` for the word that follows the number: the first after 1 alone.

    Raises:
        KeyError: No such key, or a brace without its parameter.
    """
    if language() == "en":
        params = {name: _Counted(value) for name, value in params.items()}
    return pick(*WORDS[key]).format(**params)


class _Counted(str):
    """What fills a brace; with `one|many` it is the word for as many things."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        one, parted, many = spec.partition("|")
        if not parted:
            return super().__format__(spec)
        return one if _ONE.match(self) else many


def pick(zh: str, en: str) -> str:
    """Return one of a pair that comes from elsewhere, such as the name of a KPI."""
    return en if language() == "en" else zh
