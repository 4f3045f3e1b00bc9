import polars as pl

from ui.answers import Kept, KeptAnswers


def frame(rows):
    return pl.DataFrame({"n": list(range(rows))})


def test_an_answer_is_made_once_and_never_copied():
    kept, made = KeptAnswers(), []

    def make():
        made.append(1)
        return frame(3)

    first, second = kept.get("a", make), kept.get("a", make)

    assert first is second
    assert made == [1]


def test_the_least_recently_used_answer_is_forgotten_when_there_is_no_room():
    kept = KeptAnswers(most_bytes=3 * (1_000 + 800))
    answers = {key: kept.get(key, lambda: frame(100)) for key in "abc"}

    kept.get("a", lambda: frame(100))
    kept.get("d", lambda: frame(100))

    assert kept.get("a", lambda: frame(1)) is answers["a"]
    assert kept.get("b", lambda: frame(1)).height == 1


def test_an_answer_too_large_to_keep_is_still_given():
    kept = KeptAnswers(most_bytes=10)

    assert kept.get("a", lambda: frame(100)).height == 100
    assert kept.get("a", lambda: frame(2)).height == 2


def test_a_thing_is_made_once_until_others_push_it_out():
    kept, made = Kept(most=2), []

    def figure(key):
        return kept.get(key, lambda: made.append(key) or f"figure {key}")

    assert [figure(key) for key in "aab"] == ["figure a", "figure a", "figure b"]
    figure("a")
    figure("c")
    figure("a")
    figure("b")

    assert made == ["a", "b", "c", "b"]
