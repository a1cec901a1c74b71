"""Models for `benchmarks.labelerrors`, and cleanlab on the same arrays. It runs in an environment of its own.

`models FOLDER DATA` writes a folder of arrays for each set, `many FOLDER DATA` one for each kind of noise, share, model
and seed; `peers FOLDER` says what cleanlab makes of them.
"""

import importlib.util
import json
import re
import sys
import time
from pathlib import Path

import numpy as np

SEED = 7


def noise(true, classes, share, rng):
    """Labels of which a share is wrong; each class is mistaken for two others alone."""
    given = true.copy()
    for place in np.flatnonzero(rng.random(len(true)) < share):
        given[place] = (true[place] + rng.integers(1, min(3, classes))) % classes
    return given


def any_other(true, classes, share, rng, _pixels):
    """Each class is mistaken for any other."""
    hit = rng.random(len(true)) < share
    return np.where(hit, (true + rng.integers(1, classes, len(true))) % classes, true)


def the_next(true, classes, share, rng, _pixels):
    """Each class is mistaken for the next one."""
    return np.where(rng.random(len(true)) < share, (true + 1) % classes, true)


def some_classes(true, classes, share, rng, _pixels):
    """Some classes are mistaken more often than others, and each for a few."""
    rates = np.minimum(rng.dirichlet(np.ones(classes)) * classes * share, 0.6)
    others = rng.dirichlet(np.full(classes, 0.3), size=classes) * (1 - np.eye(classes)) + 1e-9
    np.fill_diagonal(others, 0.0)
    others /= others.sum(axis=1, keepdims=True)
    drawn = (rng.random((len(true), 1)) > others[true].cumsum(axis=1)).sum(axis=1)
    return np.where(rng.random(len(true)) < rates[true], np.minimum(drawn, classes - 1), true)


def the_unclear(true, classes, share, rng, pixels):
    """Items are mistaken where they are unclear to somebody who sees but four traits of them."""
    from sklearn.decomposition import PCA
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_predict

    traits = PCA(4, random_state=0).fit_transform(pixels / pixels.std())
    seen = cross_val_predict(LogisticRegression(max_iter=500), traits, true, cv=5, method="predict_proba")
    seen[np.arange(len(true)), true] = 0.0
    doubt = seen.sum(axis=1)
    hit = rng.random(len(true)) < np.minimum(doubt * share / doubt.mean(), 0.95)
    seen /= doubt[:, None]
    drawn = (rng.random((len(true), 1)) > seen.cumsum(axis=1)).sum(axis=1)
    return np.where(hit, np.minimum(drawn, classes - 1), true)


def many(folder, _data):
    """Digits by four kinds of noise, three shares and four models, two seeds each."""
    from sklearn.datasets import load_digits
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.naive_bayes import GaussianNB
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    pixels, true = load_digits(return_X_y=True)
    linear = make_pipeline(StandardScaler(), LogisticRegression(C=0.05, max_iter=1000))
    asked = {
        "linear": linear,
        "forest": RandomForestClassifier(100, random_state=SEED),
        "neighbours": KNeighborsClassifier(10),
        "naive": make_pipeline(StandardScaler(), GaussianNB(var_smoothing=0.1)),
    }
    for kind in (any_other, the_next, some_classes, the_unclear):
        for share in (0.03, 0.1, 0.2):
            for seed in (0, 1):
                given = kind(true, 10, share, np.random.default_rng(seed), pixels)
                folds = StratifiedKFold(5, shuffle=True, random_state=seed)
                for name, model in asked.items():
                    found = cross_val_predict(model, pixels, given, cv=folds, method="predict_proba")
                    place = f"{kind.__name__}, {share:.0%} wrong, {name}, {seed}"
                    keep(folder, place, given, true, found)


def keep(folder, name, given, true, probabilities, texts=None):
    own = folder / name
    own.mkdir()
    np.save(own / "given.npy", given)
    np.save(own / "true.npy", true)
    np.save(own / "probabilities.npy", probabilities)
    if texts is not None:
        np.save(own / "texts.npy", texts)


def models(folder, data):
    from sklearn.datasets import load_digits
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    folds = StratifiedKFold(5, shuffle=True, random_state=SEED)
    pixels, digits = load_digits(return_X_y=True)
    for share in (0.05, 0.1, 0.2, 0.4):
        given = noise(digits, 10, share, np.random.default_rng(SEED))
        model = make_pipeline(StandardScaler(), LogisticRegression(C=0.05, max_iter=1000))
        found = cross_val_predict(model, pixels, given, cv=folds, method="predict_proba")
        keep(folder, f"digits, {share:.0%} wrong", given, digits, found)
    if (data / "intents").is_dir():
        texts, true = intents(data / "intents")
        for share in (0.05, 0.1, 0.2):
            given = noise(true, 3, share, np.random.default_rng(SEED))
            model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), LogisticRegression(C=3, max_iter=1000))
            found = cross_val_predict(model, texts, given, cv=folds, method="predict_proba")
            keep(folder, f"intents, {share:.0%} wrong", given, true, found)
    if (data / "entities").is_dir():
        tokens(folder, data / "entities")


def intents(folder):
    texts, labels = [], []
    for number, name in enumerate(("BookRestaurant", "GetWeather", "PlayMusic")):
        (path,) = sorted(folder.rglob(f"train_{name}.json"))
        for said in json.loads(path.read_text(encoding="utf-8"))[name]:
            texts.append("".join(part["text"] for part in said["data"]))
            labels.append(number)
    return np.array(texts, dtype=object), np.array(labels)


def tokens(folder, data):
    """Entities of the train file with errors in one text of ten: dropped, of another class, or cut short."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline

    (path,) = sorted(data.rglob("*train*"))[:1]
    sentences, current = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split()
        if len(columns) >= 2:
            current.append((columns[0], re.sub(r"^[BI]-", "", columns[-1])))
        elif current:
            sentences.append(current)
            current = []
    names = ["O", *sorted({label for sentence in sentences for _, label in sentence} - {"O"})]
    number = {name: place for place, name in enumerate(names)}
    rng = np.random.default_rng(SEED)
    given, true, owners, features = [], [], [], []
    for place, sentence in enumerate(sentences):
        labels = [number[label] for _, label in sentence]
        true += labels
        given += spoiled(labels, len(names), rng) if rng.random() < 0.3 else labels
        owners += [place] * len(labels)
        words = [word for word, _ in sentence]
        features += [features_of(words, index) for index in range(len(words))]
    model = make_pipeline(DictVectorizer(), LogisticRegression(C=1, max_iter=300))
    found = cross_val_predict(
        model, features, np.array(given), groups=np.array(owners), cv=GroupKFold(3), method="predict_proba"
    )
    keep(folder, "entities, texts", np.array(given), np.array(true), found, np.array(owners))


def spoiled(labels, classes, rng):
    """Labels with one entity spoiled; as they are where there is none."""
    starts = [i for i, label in enumerate(labels) if label and (i == 0 or labels[i - 1] != label)]
    if not starts:
        return labels
    start = starts[rng.integers(len(starts))]
    end = start
    while end < len(labels) and labels[end] == labels[start]:
        end += 1
    kind = rng.integers(3)
    other = 0 if kind == 0 else 1 + (labels[start] - 1 + rng.integers(1, classes - 1)) % (classes - 1)
    stretch = range(end - 1, end) if kind == 2 and end - start > 1 else range(start, end)
    return [
        (0 if kind == 2 and end - start > 1 else other) if i in stretch else label
        for i, label in enumerate(labels)
    ]


def features_of(words, index):
    word = words[index]
    found = {
        "word": word.lower(),
        "end": word[-3:].lower(),
        "start": word[:3].lower(),
        "title": word.istitle(),
    }
    found["upper"] = word.isupper()
    found["digit"] = any(c.isdigit() for c in word)
    for step in (-2, -1, 1, 2):
        if 0 <= index + step < len(words):
            near = words[index + step]
            found[f"word{step}"] = near.lower()
            found[f"title{step}"] = near.istitle()
    return found


def peers(folder):
    from cleanlab.filter import find_label_issues
    from cleanlab.rank import get_label_quality_scores

    rows = []
    for own in sorted(path for path in folder.iterdir() if (path / "probabilities.npy").is_file()):
        given, true, probabilities = (np.load(own / f"{n}.npy") for n in ("given", "true", "probabilities"))
        wrong = given != true
        began = time.perf_counter()
        for method in ("self_confidence", "normalized_margin"):
            score = 1 - get_label_quality_scores(given, probabilities, method=method)
            row = {"set": own.name, "by": f"cleanlab, {method}"}
            if (own / "texts.npy").is_file():
                cuts = np.flatnonzero(np.diff(np.load(own / "texts.npy"))) + 1
                worst = np.array([part.max() for part in np.split(score, cuts)])
                spoilt = np.array([part.any() for part in np.split(wrong, cuts)])
                first = np.argsort(-worst, kind="stable")[: len(worst) // 10]
                rows.append(
                    {
                        **row,
                        **ranking(spoilt, worst),
                        "found_in_10": round(spoilt[first].sum() / spoilt.sum(), 4),
                    }
                )
            else:
                rows.append({**row, **ranking(wrong, score)})
        if not (own / "texts.npy").is_file():
            listed = find_label_issues(given, probabilities, n_jobs=1)
            both = (wrong & listed).sum()
            p, r = both / max(1, listed.sum()), both / max(1, wrong.sum())
            f1 = 2 * p * r / max(1e-12, p + r)
            seconds = round(time.perf_counter() - began, 3)
            found = {"P": round(p, 4), "R": round(r, 4), "F1": round(f1, 4), "seconds": seconds}
            rows.append({"set": own.name, "by": "cleanlab, find_label_issues", **found})
    for kind in ("swapped", "missing", "misplaced", "mixed"):
        files = sorted(folder.glob(f"boxes-{kind}-*.json"))
        figures = [objectlab(json.loads(path.read_text())) for path in files]
        if figures:
            mean = {name: round(float(np.mean([f[name] for f in figures])), 4) for name in figures[0]}
            rows.append({"set": f"boxes, {kind}", "by": "cleanlab, ObjectLab", **mean})
    return rows


def objectlab(case):
    from cleanlab.object_detection.rank import get_label_quality_scores

    names = sorted({box[0] for each in case["pictures"] for box in each["given"] + each["predicted"]})
    labels, predictions = [], []
    for each in case["pictures"]:
        boxes = np.array([corners(box[1:5]) for box in each["given"]], dtype=float).reshape(-1, 4)
        labels.append(
            {"bboxes": boxes, "labels": np.array([names.index(b[0]) for b in each["given"]], dtype=int)}
        )
        own = [[] for _ in names]
        for box in each["predicted"]:
            own[names.index(box[0])].append([*corners(box[1:5]), box[5]])
        predictions.append(
            np.array([np.array(p, dtype=float).reshape(-1, 5) for p in own] + [None], dtype=object)[:-1]
        )
    began = time.perf_counter()
    score = 1 - get_label_quality_scores(labels, predictions, verbose=False)
    took = time.perf_counter() - began
    return {**ranking(np.array(case["wrong"]), score), "seconds": took}


def corners(box):
    x, y, width, height = box
    return [x, y, x + width, y + height]


def ranking(wrong, score):
    from sklearn.metrics import average_precision_score, roc_auc_score

    return {
        "AP": round(float(average_precision_score(wrong, score)), 4),
        "AUROC": round(float(roc_auc_score(wrong, score)), 4),
    }


if __name__ == "__main__":
    what, folder = sys.argv[1], Path(sys.argv[2])
    if what in ("models", "many"):
        {"models": models, "many": many}[what](folder, Path(sys.argv[3]))
        json.dump([], sys.stdout)
    else:
        assert importlib.util.find_spec("cleanlab")
        json.dump(peers(folder), sys.stdout)
