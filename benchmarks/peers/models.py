"""Sets with errors, and what models that have not seen their labels say of them, for `benchmarks.labelerrors`.

`usual FOLDER DATA` writes a folder of arrays for each set, `many FOLDER DATA` one for each kind of noise, share, model
and seed.
"""

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.datasets import load_digits
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, StratifiedKFold, cross_val_predict
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from benchmarks.peers.noise import KINDS, Floats, Labels, one_of_the_next_two, spoiled

SEED = 7
SEEDS = range(5)
"""Of each usual set with planted wrong classes: which labels go wrong is chance, and one draw says little."""


def usual(folder: Path, data: Path) -> None:
    """Digits, intents and entities: the last two where they are at hand."""
    digits(folder)
    if (data / "intents").is_dir():
        intents(folder, data / "intents")
    if (data / "entities").is_dir():
        entities(folder, data / "entities")


def many(folder: Path, _data: Path) -> None:
    """Digits by four kinds of noise, three shares and four models, two seeds each."""
    pixels, true = load_digits(return_X_y=True)
    asked = {
        "linear": make_pipeline(StandardScaler(), LogisticRegression(C=0.05, max_iter=1000)),
        "forest": RandomForestClassifier(100, random_state=SEED),
        "neighbours": KNeighborsClassifier(10),
        "naive": make_pipeline(StandardScaler(), GaussianNB(var_smoothing=0.1)),
    }
    for kind in KINDS:
        for share in (0.03, 0.1, 0.2):
            for seed in (0, 1):
                given = kind(true, 10, share, np.random.default_rng(seed), pixels)
                folds = StratifiedKFold(5, shuffle=True, random_state=seed)
                for name, model in asked.items():
                    found = cross_val_predict(model, pixels, given, cv=folds, method="predict_proba")
                    place = f"{kind.__name__}, {share:.0%} wrong, {name}, {seed}"
                    _keep(folder / place, given, true, found)


def digits(folder: Path) -> None:
    pixels, true = load_digits(return_X_y=True)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.05, max_iter=1000))
    _mistaken(folder, "digits", pixels, true, model, (0.05, 0.1, 0.2, 0.4))


def intents(folder: Path, data: Path) -> None:
    """Sentences, and what is wanted by them: one of three."""
    texts, labels = [], []
    for number, name in enumerate(("BookRestaurant", "GetWeather", "PlayMusic")):
        (path,) = sorted(data.rglob(f"train_{name}.json"))
        for said in json.loads(path.read_text(encoding="utf-8"))[name]:
            texts.append("".join(part["text"] for part in said["data"]))
            labels.append(number)
    model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), LogisticRegression(C=3, max_iter=1000))
    _mistaken(folder, "intents", texts, np.array(labels), model, (0.05, 0.1, 0.2))


def _mistaken(
    folder: Path, name: str, seen: Any, true: Labels, model: Pipeline, shares: Sequence[float]
) -> None:
    """Each share of the labels mistaken for one of the next two, by each seed."""
    classes = int(true.max()) + 1
    for share in shares:
        for seed in SEEDS:
            given = one_of_the_next_two(true, classes, share, np.random.default_rng(seed))
            folds = StratifiedKFold(5, shuffle=True, random_state=seed)
            found = cross_val_predict(model, seen, given, cv=folds, method="predict_proba")
            _keep(folder / f"{name} {share:.0%} wrong, {seed}", given, true, found)


def entities(folder: Path, data: Path) -> None:
    """The texts of the train file, of which three in ten get an error if they have an entity."""
    sentences = _sentences(sorted(data.rglob("*train*"))[0])
    names = ["O", *sorted({label for sentence in sentences for _, label in sentence} - {"O"})]
    number = {name: place for place, name in enumerate(names)}
    rng = np.random.default_rng(SEED)
    given: list[int] = []
    true: list[int] = []
    owners: list[int] = []
    features: list[dict[str, object]] = []
    for place, sentence in enumerate(sentences):
        labels = [number[label] for _, label in sentence]
        true += labels
        given += spoiled(labels, len(names), rng) if rng.random() < 0.3 else labels
        owners += [place] * len(labels)
        words = [word for word, _ in sentence]
        features += [_features(words, index) for index in range(len(words))]
    model = make_pipeline(DictVectorizer(), LogisticRegression(C=1, max_iter=300))
    found = cross_val_predict(
        model, features, np.array(given), groups=np.array(owners), cv=GroupKFold(3), method="predict_proba"
    )
    _keep(folder / "entities, texts", np.array(given), np.array(true), found, np.array(owners))


def _sentences(path: Path) -> list[list[tuple[str, str]]]:
    """The words of each text of a CoNLL file with their classes; those of an entity are not told from one another."""
    sentences: list[list[tuple[str, str]]] = []
    current: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split()
        if len(columns) >= 2:
            current.append((columns[0], re.sub(r"^[BI]-", "", columns[-1])))
        elif current:
            sentences.append(current)
            current = []
    return sentences


def _features(words: list[str], index: int) -> dict[str, object]:
    word = words[index]
    found: dict[str, object] = {
        "word": word.lower(),
        "end": word[-3:].lower(),
        "start": word[:3].lower(),
        "title": word.istitle(),
        "upper": word.isupper(),
        "digit": any(c.isdigit() for c in word),
    }
    for step in (-2, -1, 1, 2):
        if 0 <= index + step < len(words):
            near = words[index + step]
            found[f"word{step}"] = near.lower()
            found[f"title{step}"] = near.istitle()
    return found


def _keep(
    folder: Path,
    given: Labels,
    true: Labels,
    probabilities: Floats,
    texts: npt.NDArray[np.int64] | None = None,
) -> None:
    folder.mkdir()
    np.save(folder / "given.npy", given)
    np.save(folder / "true.npy", true)
    np.save(folder / "probabilities.npy", probabilities)
    if texts is not None:
        np.save(folder / "texts.npy", texts)


if __name__ == "__main__":
    make = {"usual": usual, "many": many}[sys.argv[1]]
    make(Path(sys.argv[2]), Path(sys.argv[3]))
    json.dump([], sys.stdout)
