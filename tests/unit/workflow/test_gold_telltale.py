"""What only gold has in its metadata is named where gold comes in, as annotators could tell it by that."""

from sqlalchemy import insert
from tests.unit.workflow.conftest import ANNOTATE
from tests.unit.workflow.gold import ALWAYS, make_gold, with_gold

from labelwright.app.transfer.telltale import telltales
from labelwright.storage import tables


def test_keys_and_values_that_no_other_item_has(world):
    case = world([ANNOTATE], 6)
    with_gold(case, [ANNOTATE], gold=ALWAYS)
    make_gold(case, [1, 2, 3])
    facts = [
        *((seq, "checked", str(seq)) for seq in (1, 2, 3)),
        *((seq, "source", "gold.csv") for seq in (1, 2, 3)),
        *((seq, "source", "work.csv") for seq in (4, 5)),
        *((seq, "site", "Basel") for seq in (1, 2, 4)),
        (3, "rare", "yes"),
    ]
    rows = [{"project_id": case.project, "seq": seq, "key": key, "value": value} for seq, key, value in facts]
    with case.database.write() as conn:
        conn.execute(insert(tables.item_facts), rows)
    assert case.look(lambda conn: list(telltales(conn, case.project))) == [
        "Only gold has “checked” in its metadata: annotators could tell it by that.",
        "Only gold has “gold.csv” as “source” in its metadata: annotators could tell it by that.",
    ]


def test_where_all_is_alike_nothing_is_named(world):
    case = world([ANNOTATE], 3)
    make_gold(case, [1])
    assert case.look(lambda conn: list(telltales(conn, case.project))) == []
