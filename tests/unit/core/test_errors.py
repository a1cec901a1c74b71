"""Errors say what, where and how to mend it, in one sentence each."""

import pytest

from labelwright.core.errors import (
    Invalid,
    LabelwrightError,
    MissingLibrary,
    Problem,
    StaleRevision,
    TooMany,
    UnknownPart,
)


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("No class."), "No class."),
        (Problem("No class.", "a.yaml"), "a.yaml: No class."),
        (Problem("No class.", "a.yaml", line=3), "a.yaml:3: No class."),
        (Problem("No class.", "a.yaml", line=3, column=7), "a.yaml:3:7: No class."),
        (Problem("No class.", line=3), "line 3: No class."),
        (Problem("No class.", remedy="Add one."), "No class. Add one."),
    ],
)
def test_a_problem_names_its_place_and_its_remedy(problem: Problem, text: str) -> None:
    assert str(problem) == text


def test_an_error_reads_as_its_problem() -> None:
    assert (
        str(LabelwrightError("No class.", where="a.yaml", remedy="Add one.")) == "a.yaml: No class. Add one."
    )


def test_one_problem_is_told_once() -> None:
    error = Invalid("No class.", where="a.yaml")
    assert error.problems == (Problem("No class.", "a.yaml"),)
    assert str(error) == "a.yaml: No class."


def test_several_problems_are_told_below_their_sentence() -> None:
    error = Invalid(
        "Two things are wrong.", problems=[Problem("No class.", line=3), Problem("No name.", line=4)]
    )
    assert str(error) == "Two things are wrong.\n  line 3: No class.\n  line 4: No name."


def test_an_unknown_part_names_the_nearest_or_the_command() -> None:
    assert str(UnknownPart("labels", "bx", ["box"])).endswith("Did you mean box?")
    assert str(UnknownPart("labels", "zzz", [])).endswith(
        "`labelwright parts labels` lists what is installed."
    )


def test_a_missing_library_tells_its_command() -> None:
    assert MissingLibrary("models/onnx", ["onnxruntime"]).remedy == "Install it with: pip install onnxruntime"
    with_extra = MissingLibrary("models/onnx", ["onnxruntime"], "models")
    assert with_extra.remedy == 'Install it with: pip install "labelwright[models]"'


def test_errors_carry_what_the_caller_needs() -> None:
    assert StaleRevision("Somebody saved first.", current=7).current == 7
    assert TooMany("Too often.", retry_after_s=2.4).remedy == "Try again in 2 s."


def test_codes_are_unique() -> None:
    def tree(error: type[LabelwrightError]) -> list[type[LabelwrightError]]:
        return [error, *(e for child in error.__subclasses__() for e in tree(child))]

    own = [e for e in tree(LabelwrightError) if e.__module__ == "labelwright.core.errors"]
    assert len({e.code for e in own}) == len(own)
