"""Transcripts: one text of several, word by word, those counting more who are right more often."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from labelwright.core.aggregation.network import Network, Words, network
from labelwright.core.aggregation.special import Floats
from labelwright.core.errors import Invalid
from labelwright.core.votes import Codes

IMAGINED = 20.0
"""Words by which an annotator's share of errors is drawn towards that of all."""
ROUNDS = 5


class Heard(NamedTuple):
    """What one annotator has written down, as words that are compared as they are."""

    annotator: str
    words: Words


class Transcript(NamedTuple):
    """The words that stand, and for each the share of weight that has it there."""

    words: Words
    probabilities: tuple[float, ...]


class Transcripts(NamedTuple):
    """The transcript of each item, and of each annotator the share of slots where they agree with it."""

    items: list[Transcript]
    skill: dict[str, float]


def fuse_words(sequences: Sequence[Words], weights: Sequence[float]) -> Transcript:
    """One sequence of several: in each slot of their network the word, or silence, with most weight.

    Of equal weights a word wins over silence, and of words the one that comes first in the most central sequence that
    has one of them. Raises `Invalid` where the weights do not fit.
    """
    if len(weights) != len(sequences) or (sequences and sum(weights) <= 0):
        raise Invalid("Each transcript needs a weight, and their sum must be above 0.")
    if not sequences:
        return Transcript((), ())
    laid = network(sequences)
    winner, share = _vote(laid, np.array(weights, dtype=np.float64))
    return _transcript(laid, winner, share)


def rover(items: Sequence[Sequence[Heard]]) -> Transcripts:
    """The transcript of each item from all that was heard of it; who agrees with the others counts more everywhere.

    An annotator weighs √((1 − e) / e), e being their share of slots that differ from what stands, until nothing
    moves. Log-odds would be right if errors were independent, but who listens badly mishears as others do; the odds
    themselves would let one good annotator overrule two who agree.
    """
    people = {name: n for n, name in enumerate(dict.fromkeys(h.annotator for item in items for h in item))}
    laid = [network([heard.words for heard in item]) for item in items]
    who = [np.array([people[heard.annotator] for heard in item], dtype=np.int64) for item in items]
    errors = np.full(len(people), 0.5)
    stood: list[Codes] = []
    for _ in range(ROUNDS):
        weight = np.sqrt((1.0 - errors) / errors)
        found = [_vote(each, weight[annotators]) for each, annotators in zip(laid, who, strict=True)]
        winners = [winner for winner, _ in found]
        if stood and all((a == b).all() for a, b in zip(winners, stood, strict=True)):
            break
        stood = winners
        errors = _errors(laid, who, winners, len(people))
    transcripts = [_transcript(each, *voted) for each, voted in zip(laid, found, strict=True)]
    return Transcripts(transcripts, dict(zip(people, (1.0 - errors).tolist(), strict=True)))


def _errors(laid: Sequence[Network], who: Sequence[Codes], winners: Sequence[Codes], people: int) -> Floats:
    """Each annotator's share of slots where they differ from the winners."""
    wrong, slots = np.zeros(people), np.zeros(people)
    for each, annotators, winner in zip(laid, who, winners, strict=True):
        np.add.at(wrong, annotators, (each.said != winner).sum(axis=1))
        np.add.at(slots, annotators, len(winner))
    overall = (wrong.sum() + 0.5) / (slots.sum() + 1.0)
    shares: Floats = (wrong + IMAGINED * overall) / (slots + IMAGINED)
    return shares


def _vote(laid: Network, weights: Floats) -> tuple[Codes, Floats]:
    """The winner of each slot and its share of the weight."""
    size, slots = len(laid.words), laid.said.shape[1]
    if not slots:
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    cells = (laid.said + np.arange(slots) * size).ravel()
    votes = np.bincount(cells, np.repeat(weights, slots), slots * size).reshape(slots, size)
    shares = votes / weights.sum()
    favoured = np.round(shares, 9)
    favoured[:, 0] -= 1e-10
    winner = favoured.argmax(axis=1)
    return winner, shares[np.arange(slots), winner]


def _transcript(laid: Network, winner: Codes, share: Floats) -> Transcript:
    said = [(laid.words[word], float(p)) for word, p in zip(winner, share, strict=True) if word]
    return Transcript(tuple(word for word, _ in said), tuple(p for _, p in said))
