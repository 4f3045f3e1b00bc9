"""Answers, figures and maps kept in memory: shared by all sessions, never copied, bounded.

`st.cache_data` unpickles an answer, and it and `st.cache_resource` hash their arguments at every
hit, up to 1 ms each; a page asks sixty times. Keys here are hashable and name the build's own
file, so nothing in it can be stale.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Generic, TypeVar

import polars as pl

ANSWERS_BYTES = 256 * 1024 * 1024

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """Things by key, the least recently used forgotten first. What is taken out is not to be changed.

    Args:
        most: How much is kept.
        weigh: What one thing counts for; each counts one when left out.
    """

    def __init__(self, most: float, weigh: Callable[[Made], float] = lambda made: 1) -> None:
        self._most, self._weigh = most, weigh
        self._weight = 0.0
        self._things: OrderedDict[Hashable, Made] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return the thing of a key, made when it is not there.

        Args:
            key: Everything the thing depends on.
            make: Makes it; two sessions may do so at once, and the first one's stays.
        """
        with self._lock:
            if key in self._things:
                self._things.move_to_end(key)
                return self._things[key]
        thing = make()
        with self._lock:
            if key not in self._things:
                self._things[key] = thing
                self._weight += self._weigh(thing)
            kept = self._things[key]
            while self._weight > self._most:
                _, forgotten = self._things.popitem(last=False)
                self._weight -= self._weigh(forgotten)
        return kept


class Derived:
    """What is made of answers that never change, as long as an answer is that very one.

    Args:
        most_bytes: How much of answers and what is made of them is kept.
    """

    def __init__(self, most_bytes: float) -> None:
        self._kept: Kept[tuple[object, Any]] = Kept(most_bytes, lambda both: weight(both[0]))

    def of(self, answer: object, make: Callable[..., Made], *arguments: Hashable) -> Made:
        """Return what a function makes of an answer.

        Args:
            answer: A frame or something else that is kept and will not be changed, or what was
                made of one.
            make: A function of a module; it takes the answer first.
            arguments: What it takes besides, and the language when it speaks.
        """
        # The answer is kept beside what is made of it, so that its id stays its own.
        key = (id(answer), make, arguments)
        made: Made = self._kept.get(key, lambda: (answer, make(answer, *arguments)))[1]
        return made


def weight(answer: object) -> float:
    """Return the bytes of an answer; an empty frame, and what is no frame, weigh something too."""
    return (answer.estimated_size() if isinstance(answer, pl.DataFrame) else 0) + 1_000.0
