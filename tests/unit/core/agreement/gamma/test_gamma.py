"""Gamma equals what its authors' successors publish, and its alignments are the best there are."""

import csv
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from labelwright.core.agreement.gamma.alignment import align
from labelwright.core.agreement.gamma.chance import Sampler, shifted, simulated
from labelwright.core.agreement.gamma.continuum import Continuum, continuum_of
from labelwright.core.agreement.gamma.disorder import Disorder
from labelwright.core.agreement.gamma.measure import gamma
from labelwright.core.agreement.marks.spans import Stretch
from labelwright.core.errors import TooLarge

HERE = Path(__file__).parent


def read(name: str) -> tuple[Continuum, list[str]]:
    """A file of pygamma-agreement: annotator, class, start, end."""
    with (HERE / f"{name}.csv").open() as file:
        rows = [row for row in csv.reader(file) if row]
    people, classes = sorted({row[0] for row in rows}), sorted({row[1] for row in rows})
    said = [[Stretch(c, float(a), float(b)) for who, c, a, b in rows if who == person] for person in people]
    return continuum_of(said, {name: number for number, name in enumerate(classes)}), classes


@pytest.mark.parametrize(
    ("name", "disorder", "groups"),
    [("AlexPaulSuzan", 0.9606, 6), ("3by100", 0.3435, 127), ("2by1000", 0.8844, 1085)],
)
def test_the_best_alignment_is_the_published_one(name: str, disorder: float, groups: int) -> None:
    """pygamma-agreement 0.5, tests/test_gammas.py; with α = 3, β = 1 and Δ∅ = 1."""
    units, _ = read(name)
    best = align(units, Disorder())
    assert (round(best.disorder, 4), len(best.groups)) == (disorder, groups)
    assert sorted(unit for group in best.groups for unit in group) == list(range(len(units)))


@pytest.mark.parametrize(
    ("name", "sampler", "gammas", "cats"),
    [
        ("AlexPaulSuzan", shifted, (0.44, 0.47), (0.38, 0.42)),
        ("3by100", simulated, (0.79, 0.81), (0.89, 0.91)),
        ("2by1000", simulated, (0.39, 0.42), (0.38, 0.42)),
    ],
)
def test_gamma_lies_in_the_published_interval(
    name: str, sampler: Sampler, gammas: tuple[float, float], cats: tuple[float, float]
) -> None:
    """pygamma-agreement 0.5, tests/test_gammas.py, by its shuffling sampler for the first, else by its default."""
    units, _ = read(name)
    found = gamma(units, np.random.default_rng(4772), sampler=sampler)
    assert gammas[0] <= found.value <= gammas[1]
    assert cats[0] <= found.cat <= cats[1]
    assert found.error < 0.01


def test_gamma_of_each_class_is_near_the_published_one() -> None:
    """pygamma-agreement publishes intervals of 0.02, for one seed and 30 samples."""
    units, classes = read("3by100")
    found = gamma(units, np.random.default_rng(4772), precision=0.005)
    values = {name: found.of_class(number) for number, name in enumerate(classes)}
    assert values == pytest.approx({"Adj": 0.82, "Noun": 0.89, "Verb": 0.70, "Prep": 0.98}, abs=0.02)


units_of_one = st.lists(
    st.builds(
        lambda cls, start, length: Stretch(cls, start, start + length),
        st.sampled_from("ab"),
        st.integers(0, 12),
        st.integers(1, 6),
    ),
    max_size=3,
)


@settings(deadline=None)
@given(st.lists(units_of_one, min_size=2, max_size=4).filter(any))
def test_no_alignment_is_better(said: list[list[Stretch]]) -> None:
    """A general solver of integer programs, given every group there is, finds none of less disorder."""
    units = continuum_of(said, {"a": 0, "b": 1})
    assert align(units, Disorder()).disorder == pytest.approx(_least_disorder(units, Disorder()))


def test_no_alignment_is_better_where_twenty_units_lie_on_one_another() -> None:
    rng = np.random.default_rng(1)
    said = [
        [Stretch(str(rng.choice(["a", "b"])), s, s + rng.uniform(5, 50)) for s in rng.uniform(0, 100, 20)]
        for _ in range(3)
    ]
    units = continuum_of(said, {"a": 0, "b": 1})
    assert align(units, Disorder()).disorder == pytest.approx(_least_disorder(units, Disorder()))


@settings(deadline=None)
@given(st.lists(units_of_one, min_size=2, max_size=3).filter(any), st.randoms())
def test_the_order_of_annotators_does_not_matter(
    said: list[list[Stretch]], chance: "np.random.Generator"
) -> None:
    classes = {"a": 0, "b": 1}
    shuffled = list(said)
    chance.shuffle(shuffled)
    one, other = (align(continuum_of(each, classes), Disorder()) for each in (said, shuffled))
    assert one.disorder == pytest.approx(other.disorder)


def test_copies_have_no_disorder_and_gamma_1() -> None:
    said = [Stretch("a", 0, 4), Stretch("b", 4, 9), Stretch("a", 20, 22)]
    found = gamma(continuum_of([said, said, said], {"a": 0, "b": 1}), np.random.default_rng(0))
    assert (found.value, found.cat, len(found.alignment.groups)) == (1.0, 1.0, 3)


def test_annotations_by_chance_have_gamma_0() -> None:
    rng = np.random.default_rng(3)
    units, _ = read("3by100")
    found = gamma(simulated(units, rng), rng)
    assert found.value == pytest.approx(0.0, abs=0.05)


def test_distances_of_classes_count() -> None:
    said = [[Stretch("a", 0, 4)], [Stretch("b", 0, 4)]]
    units = continuum_of(said, {"a": 0, "b": 1})
    near = Disorder(classes=np.array([[0.0, 0.25], [0.25, 0.0]]))
    assert (align(units, Disorder()).disorder, align(units, near).disorder) == (1.0, 0.25)


def test_units_without_length_are_alike_in_one_place_only() -> None:
    there, elsewhere = [Stretch("a", 3, 3)], [Stretch("a", 4, 4)]
    assert align(continuum_of([there, there], {"a": 0}), Disorder()).disorder == 0.0
    assert align(continuum_of([there, elsewhere], {"a": 0}), Disorder()).disorder == 2.0


def test_a_pile_that_cannot_be_aligned_is_refused() -> None:
    pile = [[Stretch("a", n / 100, 50 + n / 100) for n in range(40)] for _ in range(6)]
    with pytest.raises(TooLarge, match="Compare fewer annotators"):
        align(continuum_of(pile, {"a": 0}), Disorder())


def _least_disorder(units: Continuum, disorder: Disorder) -> float:
    """By every group of at most one unit of each annotator, and scipy's solver of integer programs."""
    own = [[None, *np.flatnonzero(units.annotator == who)] for who in range(units.annotators)]
    groups = [group for group in product(*own) if any(unit is not None for unit in group)]
    costs = [_cost(units, disorder, group) for group in groups]
    covers = np.zeros((len(units), len(groups)))
    for number, group in enumerate(groups):
        covers[[unit for unit in group if unit is not None], number] = 1
    found = milp(
        costs,
        constraints=LinearConstraint(covers, 1, 1),
        integrality=np.ones(len(groups)),
        bounds=Bounds(0, 1),
    )
    return float(found.fun) / units.mean_units


def _cost(units: Continuum, disorder: Disorder, group: tuple[int | None, ...]) -> float:
    pairs = [(a, b) for i, a in enumerate(group) for b in group[:i]]
    return sum(
        1.0 if a is None or b is None else float(disorder.between(units, np.array([a]), np.array([b]))[0])
        for a, b in pairs
    ) / len(pairs)
