"""Why a row was not used, and how to correct it: the sentences that the command line says too."""

from analysis.correction_words import RULES

WORDS: dict[str, tuple[str, str]] = {
    **{f"corrections.why_{rule}": why for rule, (why, _) in RULES.items()},
    **{f"corrections.fix_{rule}": fix for rule, (_, fix) in RULES.items()},
}
