"""The sample city: invented exports of a city that does not exist on the outlines of one that does.

Everything is drawn from one seed, so the same seed writes the same bytes. The order of making is
the order of reading: `plan` (ground), `units` and `outlets` (who serves, how well), `window_cases`
and `hotline_cases` (what happened), `complaints`, `inspections`; then `exports` hides what an
export could not know yet, `spelling` and `dirt` turn it into what a clerk drops in the inbox.
"""

from etl.demo.city import write
from etl.demo.size import AS_OF, SIZES, SizeName

__all__ = ["AS_OF", "SIZES", "SizeName", "write"]
