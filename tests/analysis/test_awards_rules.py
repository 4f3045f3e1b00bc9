import pytest
import yaml
from award_frames import RULES_FILE, rules
from pydantic import ValidationError

from analysis.awards.rules import Proposal, Rules, RulesError, load_rules


def test_the_citys_rules_are_those_of_the_issue():
    loaded = load_rules(RULES_FILE)

    assert {p.name.zh: p.weight for p in loaded.pillars} == {
        "办事效率": 30,
        "群众满意": 25,
        "投诉与异常": 20,
        "规范与设施": 25,
    }
    assert {i.kpi_id: (i.low, i.high) for i in loaded.indicators} == {
        "K04": (0.80, 0.995),
        "K12": (0.70, 0.98),
        "S02": (0.85, 0.995),
        "C01": (60, 0),
        "C04": (0.80, 1.0),
        "I02": (70, 98),
        "I04": (0.50, 1.0),
        "I06": (0.50, 1.0),
    }
    assert loaded.weights == pytest.approx([0.15, 0.15, 0.25, 0.1, 0.1, *[0.25 / 3] * 3])
    assert sum(loaded.weights) == pytest.approx(1)
    assert (loaded.places, loaded.months, loaded.uncertainty.draws) == (10, 12, 5000)
    assert loaded.quotas.of("postal") == (0, 2)


@pytest.mark.parametrize(
    ("places", "sizes"), [(10, (13, 15)), (3, (4, 4)), (1, (2, 2)), (20, (26, 30)), (2, (3, 3))]
)
def test_more_are_proposed_than_there_are_places(places, sizes):
    assert load_rules(RULES_FILE).proposal.sizes(places) == sizes


def test_a_ratio_that_a_computer_holds_a_little_above_adds_nobody():
    assert Proposal(least=1.1, most=1.1).sizes(10) == (11, 11)


def test_the_hash_follows_what_the_rules_say_and_not_how_they_are_laid_out(tmp_path):
    loaded = load_rules(RULES_FILE)
    bare = tmp_path / "bare.yaml"
    bare.write_text(yaml.safe_dump(loaded.model_dump(mode="json")), encoding="utf-8")

    assert load_rules(bare).sha256 == loaded.sha256
    assert rules(places=9).sha256 != rules().sha256


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda r: r["pillars"][0].update(weight=31), "sum to 101"),
        (lambda r: r["pillars"][0]["indicators"][0].update(high=0.8), "both goalposts of K04"),
        (lambda r: r["pillars"][0]["indicators"][0].update(kpi_id="K12"), "stands twice"),
        (lambda r: r.update(plcaes=3), "Extra inputs"),
        (lambda r: r["quotas"].update(least=3), "more places than it allows"),
        (lambda r: r["proposal"].update(least=1.6), "more at least than at most"),
        (lambda r: r["proposal"].update(least=0.9), "greater than or equal to 1"),
        (lambda r: r["small_outlets"].update(places=-1), "greater than or equal to 0"),
        (lambda r: r["bands"].update(review=0.95), "band of review"),
        (lambda r: r["uncertainty"].update(aggregators=["harmonic"]), "geometric"),
    ],
)
def test_rules_that_contradict_themselves_are_refused(change, message):
    known = load_rules(RULES_FILE).model_dump(mode="json")
    change(known)

    with pytest.raises(ValidationError, match=message):
        Rules.model_validate(known)


@pytest.mark.parametrize("content", [b"places: [", b"places: 10", b"\xff\xfe\x00", b"- 1"])
def test_a_broken_file_is_refused_in_both_languages(tmp_path, content):
    path = tmp_path / "rules.yaml"
    path.write_bytes(content)

    with pytest.raises(RulesError) as refused:
        load_rules(path)

    assert "无法使用" in refused.value.zh
    assert "rules.yaml" in refused.value.en


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(RulesError, match=r"none\.yaml"):
        load_rules(tmp_path / "none.yaml")
