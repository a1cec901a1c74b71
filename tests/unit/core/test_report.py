"""A report counts exactly and keeps little."""

from labelwright.core.report import Loss, Report


def filled() -> Report:
    report = Report(keep=2)
    for n in range(3):
        report.warn(f"warning {n}", f"a{n}")
        report.refuse(f"refused {n}", f"b{n}", "Mend it.")
    report.lose("rotation", "c1")
    report.lose("note", "c2", 5)
    report.lose("rotation", "c3")
    return report


def test_counts_are_exact_and_texts_are_bounded() -> None:
    report = filled()
    assert (report.warning_count, report.refused_count) == (3, 3)
    assert [problem.message for problem in report.warnings] == ["warning 0", "warning 1"]
    assert [problem.where for problem in report.refused] == ["b0", "b1"]


def test_losses_keep_their_first_example_and_come_most_frequent_first() -> None:
    assert filled().losses == (Loss("note", 5, "c2"), Loss("rotation", 2, "c1"))


def test_an_empty_report_is_clean() -> None:
    assert Report().clean
    assert not filled().clean


def test_lines_for_people() -> None:
    assert list(filled().lines()) == [
        "refused: b0: refused 0 Mend it.",
        "refused: b1: refused 1 Mend it.",
        "lost: note × 5 (first: c2)",
        "lost: rotation × 2 (first: c1)",
        "warning: a0: warning 0",
        "warning: a1: warning 1",
    ]


def test_data_for_machines() -> None:
    data = filled().as_dict()
    assert data["warning_count"] == 3
    assert data["losses"] == [
        {"what": "note", "count": 5, "example": "c2"},
        {"what": "rotation", "count": 2, "example": "c1"},
    ]
    assert data["warnings"] == [
        {"message": "warning 0", "where": "a0", "remedy": ""},
        {"message": "warning 1", "where": "a1", "remedy": ""},
    ]


def test_losses_of_endless_names_are_counted_as_one() -> None:
    report = Report()
    for number in range(5000):
        report.lose(f"regions of type {number}", f"task {number}")
    assert len(report.losses) <= 1001
    assert report.losses[0] == Loss("other things", 4000, "task 1000")
    assert sum(loss.count for loss in report.losses) == 5000
