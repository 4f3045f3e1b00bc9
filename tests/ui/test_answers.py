import polars as pl

from ui.answers import ANSWERS_BYTES, Derived, Kept, weight


def frame(rows):
    return pl.DataFrame({"n": list(range(rows))})


def test_an_answer_is_made_once_and_never_copied():
    kept, made = Kept(ANSWERS_BYTES, weight), []

    def make():
        made.append(1)
        return frame(3)

    first, second = kept.get("a", make), kept.get("a", make)

    assert first is second
    assert made == [1]


def test_the_least_recently_used_answer_is_forgotten_when_there_is_no_room():
    kept = Kept(3 * (1_000 + 800), weight)
    answers = {key: kept.get(key, lambda: frame(100)) for key in "abc"}

    kept.get("a", lambda: frame(100))
    kept.get("d", lambda: frame(100))

    assert kept.get("a", lambda: frame(1)) is answers["a"]
    assert kept.get("b", lambda: frame(1)).height == 1


def test_an_answer_too_large_to_keep_is_still_given():
    kept = Kept(10, weight)

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


def doubled(rows, times):
    return rows.select(pl.col("n") * times)


def test_what_is_made_of_a_frame_is_made_once_for_that_very_frame():
    derived, rows = Derived(ANSWERS_BYTES), frame(3)

    first = derived.of(rows, doubled, 2)

    assert derived.of(rows, doubled, 2) is first
    assert derived.of(rows, doubled, 3)["n"].to_list() == [0, 3, 6]
    assert derived.of(frame(3), doubled, 2) is not first


def test_a_frame_that_is_gone_leaves_nothing_to_another_at_its_place():
    derived = Derived(2_500)

    heights = [derived.of(frame(rows), doubled, 2).height for rows in range(1, 400)]

    assert heights == list(range(1, 400))
