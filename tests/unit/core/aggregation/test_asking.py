"""When another vote is asked for, whose, and why."""

import numpy as np
import pytest
from tests.unit.core.aggregation.crowds import needs_data, real

from labelwright.core.aggregation.asking import Wanted, another, tellers, worth
from labelwright.core.aggregation.standing import Standing
from labelwright.core.errors import Invalid


@pytest.fixture
def standing() -> Standing:
    """Ada is always right, Bo mostly, Cy says a coin's word; item x is open."""
    standing = Standing(["cat", "dog"], {f"g{n}": "cat" if n % 2 else "dog" for n in range(18)})
    for n in range(18):
        truth, other = ("cat", "dog") if n % 2 else ("dog", "cat")
        standing.add(f"g{n}", "Ada", truth)
        standing.add(f"g{n}", "Bo", other if n % 6 == 0 else truth)
        standing.add(f"g{n}", "Cy", "cat")
    return standing


def test_the_least_number_comes_first(standing: Standing) -> None:
    asked = another(Wanted(min=2), standing, "x")
    assert asked == (True, "1st vote asked because at least 2 are wanted.")
    standing.add("x", "Ada", "cat")
    assert another(Wanted(min=2), standing, "x") == (True, "2nd vote asked because at least 2 are wanted.")


def test_a_vote_more_is_asked_until_the_label_is_probable(standing: Standing) -> None:
    standing.add("x", "Bo", "cat")
    standing.add("x", "Cy", "cat")
    more, why = another(Wanted(min=2, max=5, stop_at=0.95), standing, "x")
    assert more
    assert why.startswith("3rd vote asked because “cat” is only ")
    assert why.endswith(" % probable, and 95 % is wanted.")
    standing.add("x", "Ada", "cat")
    more, why = another(Wanted(min=2, max=5, stop_at=0.95), standing, "x")
    assert not more
    assert why.startswith("No vote more, because “cat” is ")


def test_the_most_is_the_end(standing: Standing) -> None:
    for who, label in (("Ada", "cat"), ("Bo", "dog"), ("Dee", "dog")):
        standing.add("x", who, label)
    more, why = another(Wanted(min=2, max=3, stop_at=1.0), standing, "x")
    assert not more
    assert "3 are the most" in why


def test_a_lead_may_be_wanted_beside_the_probability(standing: Standing) -> None:
    standing.add("x", "Ada", "cat")
    standing.add("x", "Cy", "dog")
    assert another(Wanted(stop_at=0.7), standing, "x").more is False
    asked = another(Wanted(stop_at=0.7, lead=2), standing, "x")
    assert asked == (True, "3rd vote asked because “cat” leads by 0 votes, and 2 are wanted.")


@pytest.mark.parametrize(
    ("number", "ordinal"), [(0, "1st"), (1, "2nd"), (2, "3rd"), (3, "4th"), (10, "11th"), (20, "21st")]
)
def test_votes_are_counted_in_words(number: int, ordinal: str) -> None:
    standing = Standing(["a", "b"])
    for n in range(number):
        standing.add("x", f"{n}", "a")
    assert another(Wanted(min=99, max=99), standing, "x").why.startswith(f"{ordinal} vote asked")


def test_whose_vote_tells_most_is_asked_first(standing: Standing) -> None:
    found = tellers(standing, "x", ["Cy", "Bo", "Ada"])
    assert [teller.annotator for teller in found] == ["Ada", "Bo", "Cy"]
    assert found[0].bits > 0.5 > found[1].bits > 0.1 > found[2].bits >= 0.0
    assert (
        found[0].why
        == f"A vote of Ada is expected to settle {np.floor(found[0].bits * 1000) / 10:g} % of what is open."
    )


def test_who_tells_most_for_the_money_is_asked_first(standing: Standing) -> None:
    found = tellers(standing, "x", ["Ada", "Bo", "Cy"], {"Ada": 10.0})
    assert [teller.annotator for teller in found] == ["Bo", "Ada", "Cy"]


def test_equals_are_asked_by_name(standing: Standing) -> None:
    assert [t.annotator for t in tellers(standing, "x", ["Fay", "Eve"])] == ["Eve", "Fay"]


def test_a_settled_item_is_worth_less(standing: Standing) -> None:
    standing.add("x", "Ada", "cat")
    assert worth(standing, "y", "Ada") > worth(standing, "x", "Ada") > worth(standing, "g0", "Ada") == 0.0


@pytest.mark.parametrize("wrong", [{"min": 0}, {"min": 3, "max": 2}, {"stop_at": 0.0}, {"stop_at": 1.5}])
def test_settings_are_checked(wrong: dict[str, float]) -> None:
    with pytest.raises(Invalid, match="cannot be"):
        Wanted(**wrong)  # type: ignore[arg-type]


@needs_data
@pytest.mark.slow
@pytest.mark.parametrize(("name", "most", "least"), [("sentiment", 5.0, 0.9335), ("rte", 4.5, 0.8969)])
def test_fewer_votes_reach_what_all_reach_by_hands(name: str, most: float, least: float) -> None:
    """Replay: the recorded votes in random order, as many of them as the policy asks for."""
    votes, truths = real(name)
    waiting: dict[str, list[tuple[str, str]]] = {item: [] for item in votes.items}
    for row in np.random.default_rng(0).permutation(len(votes)):
        vote = votes.annotators[votes.annotator[row]], votes.labels[votes.label[row]]
        waiting[votes.items[votes.item[row]]].append(vote)
    standing, wanted = Standing(votes.labels), Wanted(min=2, max=99, stop_at=0.95)
    while asked := [item for item, left in waiting.items() if left and another(wanted, standing, item).more]:
        for item in asked:
            standing.add(item, *waiting[item].pop())
        standing.refresh()
    right = [votes.labels[int(standing.posterior(item).argmax())] == truths[item] for item in truths]
    assert np.mean([standing.given(item) for item in truths]) <= most
    assert np.mean(right) >= least
