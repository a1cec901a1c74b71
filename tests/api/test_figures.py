"""The figures of the quality page over HTTP: of all there is, and told so; each with what is behind it.

What gold says of people is told as far as one may know of it.
"""

from collections.abc import Callable
from typing import Any

import pytest
from tests.api.test_gold import BAD, GOOD, ONE, TWO, Scene, make

__all__ = ["make"]
FED_BACK = "gold: {share: 0.5, window: 5, feedback: all}"
SILENT = "gold: {share: 0.5, window: 5}"


def worked(make: Callable[..., Scene], words: str) -> Scene:
    """Ann has met all seven gold tasks among the work, and got all of it wrong."""
    scene = make(ONE, words, 40, list(range(7)))
    met = 0
    while met < 7:
        bundle = scene.next("ann")["bundle"]
        scene.submit("ann", bundle, BAD)
        met = list(scene.purposes("ann").values()).count("hidden")
    return scene


def quality(scene: Scene, name: str) -> Any:
    return scene.ask(name, "GET", f"/projects/{scene.project}/quality")


def test_the_gold_of_a_person_is_a_window_that_leads_to_its_answers(make: Callable[..., Scene]) -> None:
    scene = worked(make, SILENT)
    ann = scene.world.people["ann"]
    (row,) = [one for one in quality(scene, "owner")["people"] if one["id"] == ann]
    assert (row["gold"]["n"], row["gold"]["mean"]) == (5, 0.0)
    assert row["gold"]["low"] == 0.0 < row["gold"]["high"]
    path = f"/projects/{scene.project}/quality/contrasts?person={ann}&gold=true"
    behind = scene.ask("owner", "GET", path)
    assert (behind["count"], behind["exact"], len(behind["items"])) == (5, True, 5)
    for one in behind["items"]:
        said, right = one["first"], one["second"]
        assert (said["person"]["id"], right["person"], one["alike"]) == (ann, None, 0.0)
        assert [a["class"] for a in said["annotations"]] == ["bad"]
        assert [a["class"] for a in right["annotations"]] == ["good"]
    tasks = scene.ask("owner", "GET", f"/projects/{scene.project}/tasks?given.what=gold&given.by={ann}")
    assert sorted(task["id"] for task in tasks["items"]) == sorted(scene.tasks[:7])


def test_who_does_not_see_gold_is_told_of_none(make: Callable[..., Scene]) -> None:
    scene = worked(make, SILENT)
    ann = scene.world.people["ann"]
    path = f"/projects/{scene.project}/quality/contrasts?person={ann}&gold=true"
    for name in ("expert", "rob"):
        assert {one["gold"] for one in quality(scene, name)["people"]} == {None}
        assert scene.try_to(name, "GET", path).status_code == 403
    nobody = f"/projects/{scene.project}/quality/contrasts?gold=true"
    assert scene.try_to("owner", "GET", nobody).status_code == 422


@pytest.mark.parametrize(("words", "told"), [(SILENT, None), (FED_BACK, 5)])
def test_a_person_is_told_of_their_own_gold_as_the_document_says(
    make: Callable[..., Scene], words: str, told: int | None
) -> None:
    scene = worked(make, words)
    standing = scene.ask("ann", "GET", f"/projects/{scene.project}/standing")
    assert (standing["score"] or {"n": None})["n"] == told
    assert len(standing["feedback"]) == (7 if told else 0)
    own = scene.ask("ann", "GET", f"/projects/{scene.project}/quality/me")
    assert own["person"] is None
    assert scene.try_to("ann", "GET", f"/projects/{scene.project}/quality").status_code == 403


def test_confusion_couples_and_gallery_are_of_all_answers_and_say_so(make: Callable[..., Scene]) -> None:
    scene = make(TWO, "", 6, [])
    for name, said in (("ann", GOOD), ("bob", BAD)):
        for _ in range(6):
            scene.submit(name, scene.next(name)["bundle"], said)
    found = quality(scene, "rob")
    assert found["compared"] == {"n": 12, "all": 12}
    assert found["recent"] == {"n": 6, "all": 6}
    assert sum(one["n"] for one in found["confusion"]) == 12
    base = f"/projects/{scene.project}/quality/contrasts"
    for cell in found["confusion"]:
        behind = scene.ask("rob", "GET", f"{base}?said={cell['said']}&stands={cell['stands']}")
        assert behind["count"] == cell["n"]
    (couple,) = found["couples"]
    of_couple = scene.ask("rob", "GET", f"{base}?person={couple['first_id']}&other={couple['second_id']}")
    assert of_couple["count"] == couple["alike"]["n"] == 6
    seen, cursor = [], ""
    while cursor is not None:
        page = scene.ask("rob", "GET", f"{base}?limit=4&cursor={cursor}")
        seen += [one["seq"] for one in page["items"]]
        cursor = page["next"]
    assert sorted(seen) == [1, 2, 3, 4, 5, 6]
    (ann,) = [one for one in found["people"] if one["name"] == "ann"]
    since = found["since"]
    assert (
        scene.ask("rob", "GET", f"{base}?person={ann['id']}&since={since}")["count"] == ann["score"]["n"] == 6
    )
