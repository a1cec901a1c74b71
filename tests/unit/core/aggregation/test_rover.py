"""One transcript of several, by hand and on a real crowd."""

import csv
import re
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from labelwright.core.aggregation.network import network
from labelwright.core.aggregation.rover import Heard, fuse_words, rover
from labelwright.core.errors import Invalid

DATA = Path(__file__).parents[5] / "shared" / "data" / "transcripts"


def fused(*texts: str, weights: list[float] | None = None) -> str:
    return " ".join(fuse_words([tuple(t.split()) for t in texts], weights or [1.0] * len(texts)).words)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["the cat sat"], "the cat sat"),
        (["the cat sat", "the cat sat", "the hat sat"], "the cat sat"),
        (["the cat sat", "cat sat", "the cat"], "the cat sat"),
        (["the cat sat", "the big cat sat", "the cat sat down"], "the cat sat"),
        (["the big cat", "the big cat", "the cat"], "the big cat"),
        (["a b c d", "a x c d", "a b c y"], "a b c d"),
        (["a b", "b c", "a b c"], "a b c"),
        (["", "", "noise"], ""),
        (["", "word"], "word"),
        (["", ""], ""),
        (["b a b", "a b a", "a b"], "a b"),
    ],
)
def test_most_hands_win_in_each_slot(texts: list[str], expected: str) -> None:
    assert fused(*texts) == expected


def test_weight_decides_and_not_heads() -> None:
    texts = "the hat sat", "the cat sat", "the cat sat"
    assert (fused(*texts), fused(*texts, weights=[3.0, 1.0, 1.0])) == ("the cat sat", "the hat sat")


def test_each_word_has_the_share_of_weight_that_says_it() -> None:
    texts = [("the", "cat", "sat"), ("the", "hat", "sat"), ("cat", "sat")]
    result = fuse_words(texts, [2.0, 1.0, 1.0])
    assert (result.words, result.probabilities) == (("the", "cat", "sat"), (0.75, 0.75, 1.0))


def test_nothing_heard_is_nothing() -> None:
    assert fuse_words([], []) == ((), ())
    assert rover([[], [Heard("Ada", ("a",))]]).items == [((), ()), (("a",), (1.0,))]


@pytest.mark.parametrize("weights", [[1.0], [1.0, 1.0, 1.0], [0.0, 0.0]])
def test_weights_must_fit(weights: list[float]) -> None:
    with pytest.raises(Invalid, match="Each transcript needs a weight"):
        fuse_words([("a",), ("b",)], weights)


def test_no_order_changes_the_words() -> None:
    texts = ["the cat sat", "a cat sat down", "the cat sad", "the hat sat down there"]
    assert len({fused(*order) for order in permutations(texts)}) == 1


def test_a_network_keeps_what_each_said() -> None:
    sequences = [("a", "b"), ("b", "c"), (), ("a", "b")]
    laid = network(sequences)
    assert [tuple(laid.words[w] for w in row if w) for row in laid.said] == sequences


def test_who_agrees_with_others_counts_more() -> None:
    """Ada, Bo and Cy are careful; two careless ones make the same mistake at last, and do not get it through."""
    clear = [tuple(f"w{n} w{n + 1} w{n + 2}".split()) for n in range(20)]
    items = [
        [*(Heard(a, words) for a in ("Ada", "Bo", "Cy")), Heard("Dee", ("x",)), Heard("Eve", ("y", "z"))]
        for words in clear
    ]
    items.append([Heard("Ada", ("right",)), Heard("Dee", ("wrong",)), Heard("Eve", ("wrong",))])
    result = rover(items)
    assert result.items[-1].words == ("right",)
    assert (
        min(result.skill[a] for a in ("Ada", "Bo", "Cy"))
        > 0.85
        > 0.5
        > max(result.skill["Dee"], result.skill["Eve"])
    )


@pytest.mark.slow
@pytest.mark.skipif(not DATA.is_dir(), reason="the transcripts are not beside the repository")
def test_word_errors_on_a_real_crowd() -> None:
    """CrowdSpeech dev-clean: another tool's ROVER leaves 6.05 % of the words wrong, the most central answer 6.28 %."""
    heard: dict[str, list[Heard]] = {}
    with (DATA / "crowdspeech-dev-clean-crowd.tsv").open(newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            words = words_of(row["OUTPUT:transcription"])
            heard.setdefault(row["INPUT:audio"], []).append(Heard(row["ASSIGNMENT:worker_id"], words))
    truths = dict(
        line.split("\t") for line in (DATA / "crowdspeech-dev-clean-gt.txt").read_text().splitlines()
    )
    result = rover(list(heard.values()))
    pairs = [(words_of(truths[audio]), t.words) for audio, t in zip(heard, result.items, strict=True)]
    rate = sum(edits(a, b) for a, b in pairs) / sum(len(a) for a, _ in pairs)
    assert len(pairs) == 2703
    assert rate < 0.055


def words_of(text: str) -> tuple[str, ...]:
    return tuple(re.sub("[^a-z' ]", "", text.lower().replace("\n", " ")).split())


def edits(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    """The least number of words to put in, leave out or change."""
    place = np.arange(len(b) + 1)
    row = place.copy()
    codes = {word: n for n, word in enumerate({*a, *b})}
    other = np.array([codes[word] for word in b], dtype=np.int64)
    for word in a:
        best = row + 1
        np.minimum(best[1:], row[:-1] + (other != codes[word]), out=best[1:])
        row = np.minimum.accumulate(best - place) + place
    return int(row[-1])
