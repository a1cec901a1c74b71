"""Wrong classes: found where a model is sure, by the noise that there is, and never where nothing is wrong."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labelwright.core.errors import Invalid
from labelwright.core.labelerrors.classes import LEAST, class_errors, list_of
from labelwright.core.labelerrors.folds import folds, out_of_sample
from labelwright.core.labelerrors.noise import confident_joint, thresholds, transitions


def simulated(items: int, classes: int, noise: float, sharpness: float, seed: int = 0):
    """True classes, given ones, and a model that is right most of the time; each class is mistaken for the next one."""
    rng = np.random.default_rng(seed)
    true = rng.integers(classes, size=items)
    logits = rng.normal(size=(items, classes))
    logits[np.arange(items), true] += 4.0
    powers = np.exp(sharpness * logits)
    wrong = rng.random(items) < noise
    return true, np.where(wrong, (true + 1) % classes, true), powers / powers.sum(axis=1, keepdims=True)


def test_thresholds_are_mean_confidences_in_what_was_given() -> None:
    probabilities = np.array([[0.9, 0.1], [0.7, 0.3], [0.2, 0.8]])
    assert thresholds(np.array([0, 0, 1]), probabilities).tolist() == pytest.approx([0.8, 0.8])


def test_a_class_that_nobody_gave_has_the_highest_threshold() -> None:
    assert thresholds(np.array([0]), np.array([[0.9, 0.1]])).tolist() == [0.9, 1.0]


def test_the_joint_counts_confident_items_and_keeps_the_sizes_of_what_was_given() -> None:
    # Thresholds .7 and .6: the second item reaches that of class 1 alone, the third none of them.
    probabilities = np.array([[0.95, 0.05], [0.45, 0.55], [0.7, 0.3], [0.0, 1.0], [0.8, 0.2]])
    given = np.array([0, 0, 0, 1, 1])
    joint = confident_joint(given, probabilities)
    assert joint.tolist() == [[3.0, 0.0], [1.0, 1.0]]
    assert joint.sum(axis=1).tolist() == [3.0, 2.0]


def test_transitions_are_of_given_for_true() -> None:
    noise = transitions(np.array([[8.0, 4.0], [2.0, 6.0]]), prior=0.0)
    assert noise.tolist() == [[0.8, 0.2], [0.4, 0.6]]


@pytest.mark.parametrize("noise", [0.05, 0.2, 0.4])
@pytest.mark.parametrize("sharpness", [0.5, 1.0, 3.0])
def test_planted_errors_are_found_whether_the_model_is_too_sure_or_not_sure_enough(
    noise: float, sharpness: float
) -> None:
    true, given_, probabilities = simulated(5000, 5, noise, sharpness)
    found = class_errors(given_, probabilities)
    wrong = true != given_
    recall = (found.listed & wrong).sum() / wrong.sum()
    precision = (found.listed & wrong).sum() / found.listed.sum()
    assert recall > 0.85
    assert precision > 0.85
    assert (found.likely[found.listed & wrong] == true[found.listed & wrong]).mean() > 0.95


def test_the_probability_to_be_wrong_means_what_it_says() -> None:
    true, given_, probabilities = simulated(20_000, 4, 0.2, 1.0)
    found = class_errors(given_, probabilities)
    wrong = true != given_
    for low, high in ((0.0, 0.05), (0.95, 1.0)):
        own = (found.wrong >= low) & (found.wrong <= high)
        assert wrong[own].mean() == pytest.approx(found.wrong[own].mean(), abs=0.1)


def test_of_what_is_unclear_more_is_listed_than_the_noise_of_the_classes_says() -> None:
    # One class in four is unclear: people give another for a third of it, and so the model doubts there, rightly.
    rng = np.random.default_rng(0)
    true = rng.integers(4, size=8000)
    unclear = rng.random(8000) < 0.25
    wrong = unclear & (rng.random(8000) < 1 / 3)
    given_ = np.where(wrong, (true + 1) % 4, true)
    probabilities = np.full((8000, 4), 0.01)
    probabilities[np.arange(8000), true] = np.where(unclear, 0.65, 0.97)
    probabilities[np.arange(8000), (true + 1) % 4] = np.where(unclear, 0.33, 0.01)
    found = class_errors(given_, probabilities)
    assert (found.listed & wrong).sum() / wrong.sum() > 0.9
    assert (found.listed & wrong).sum() / found.listed.sum() > 0.9


def test_a_list_goes_down_to_half_of_the_f1_that_it_reaches() -> None:
    # Of 1, .5 and .3 the expected F1 is 2 · 1 / 2.8, 2 · 1.5 / 3.8 and 2 · 1.8 / 4.8: with the third it falls.
    assert list_of(np.array([0.3, 1.0, 0.5])).tolist() == [False, True, True]
    assert list_of(np.array([0.5, 0.6, 0.4])).tolist() == [True, True, True]


def test_what_is_alike_is_listed_together() -> None:
    assert list_of(np.array([0.2, 0.9, 0.2, 0.9])).tolist() == [False, True, False, True]


def test_what_is_hardly_suspect_is_never_listed() -> None:
    assert not list_of(np.full(50, LEAST / 2)).any()


def test_what_is_listed_has_another_class_and_the_rest_its_own() -> None:
    _, given_, probabilities = simulated(2000, 4, 0.2, 0.5)
    found = class_errors(given_, probabilities)
    assert (found.likely[found.listed] != given_[found.listed]).all()
    assert (found.likely[~found.listed] == given_[~found.listed]).all()


def test_the_noise_is_recovered() -> None:
    _, given_, probabilities = simulated(20_000, 4, 0.2, 1.0)
    found = class_errors(given_, probabilities)
    expected = 0.8 * np.eye(4) + 0.2 * np.roll(np.eye(4), 1, axis=1)
    assert np.abs(found.noise - expected).max() < 0.06


def test_a_common_confusion_is_more_suspect_than_one_that_never_happens() -> None:
    _, given_, probabilities = simulated(5000, 4, 0.2, 1.0)
    rows = np.array([[0.45, 0.55, 0.0, 0.0], [0.45, 0.0, 0.0, 0.55]])
    # Class 0 is given for 3 and never for 1.
    found = class_errors(np.append(given_, [0, 0]), np.concatenate([probabilities, rows]))
    assert found.wrong[-1] > found.wrong[-2]


def test_right_labels_and_a_good_model_leave_hardly_anything_listed() -> None:
    _, given_, probabilities = simulated(5000, 5, 0.0, 2.0)
    assert class_errors(given_, probabilities).listed.mean() < 0.015


@given(st.integers(0, 1000))
@settings(deadline=None, max_examples=30)
def test_the_order_of_items_and_the_names_of_classes_decide_nothing(seed: int) -> None:
    _, given_, probabilities = simulated(300, 4, 0.2, 1.0, seed)
    rng = np.random.default_rng(seed)
    order, names = rng.permutation(300), rng.permutation(4)
    place = np.argsort(names)
    one = class_errors(given_, probabilities)
    other = class_errors(place[given_[order]], probabilities[order][:, names])
    assert other.wrong == pytest.approx(one.wrong[order], abs=1e-9)
    assert (other.listed == one.listed[order]).all()


def test_a_ranking_puts_the_most_suspect_first_and_keeps_the_order_of_equals() -> None:
    _, given_, probabilities = simulated(200, 3, 0.2, 1.0)
    found = class_errors(given_, probabilities)
    order = found.ranked()
    assert sorted(order) == list(range(200))
    assert (np.diff(found.wrong[order]) <= 0).all()


def test_nothing_is_wrong_with_nothing() -> None:
    assert class_errors(np.zeros(0, dtype=int), np.zeros((0, 3))).ranked() == []
    assert class_errors(np.zeros(2, dtype=int), np.ones((2, 1))).wrong.tolist() == [0.0, 0.0]


@pytest.mark.parametrize(
    ("labels", "probabilities", "message"),
    [
        ([0], [[0.5, 0.5], [0.5, 0.5]], "There must be one row of probabilities for each label."),
        ([2], [[0.5, 0.5]], "Each label must be one of the classes that have probabilities."),
        ([0], [[float("nan"), 1.0]], "Probabilities must be finite and not below 0."),
        ([0], [[-0.5, 1.5]], "Probabilities must be finite and not below 0."),
        ([0], [[0.0, 0.0]], "An item has no probability above 0."),
    ],
)
def test_what_does_not_fit_together_is_refused(labels, probabilities, message: str) -> None:
    with pytest.raises(Invalid, match=message):
        class_errors(np.array(labels), np.array(probabilities))


def test_folds_are_even_in_size_and_class_and_the_same_for_a_seed() -> None:
    labels = np.repeat([0, 1, 2], [50, 30, 20])
    found = folds(labels, 5, seed=3)
    for fold in range(5):
        assert np.bincount(labels[found == fold]).tolist() == [10, 6, 4]
    assert (found == folds(labels, 5, seed=3)).all()
    assert (found != folds(labels, 5, seed=4)).any()


def test_a_group_stays_in_one_fold() -> None:
    labels = np.arange(60) % 3
    groups = [f"video {n // 7}" for n in range(60)]
    found = folds(labels, 4, groups)
    assert {len({int(found[n]) for n in range(60) if groups[n] == group}) for group in set(groups)} == {1}
    assert np.bincount(found).max() <= 21


def test_too_few_items_for_folds_are_refused() -> None:
    with pytest.raises(Invalid, match="3 items cannot be put into 5 folds"):
        folds(np.array([0, 1, 0]), 5)


def test_no_item_is_shown_to_the_model_that_is_asked_of_it() -> None:
    labels = np.arange(20) % 2
    fold = folds(labels, 4)
    asked_of = []

    def fit(shown, asked):
        assert not set(shown) & set(asked)
        asked_of.extend(asked.tolist())
        return np.full((len(asked), 2), 0.5)

    found = out_of_sample(labels, 2, fit, fold)
    assert sorted(asked_of) == list(range(20))
    assert found.tolist() == [[0.5, 0.5]] * 20
