from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count

from informal.model.rows import Row
from informal.model.values import Contact
from informal.practice.merging import Became, Plan, plan
from informal.practice.referrals import resolve

ADA = Contact(id=1, name="Ada Example")
KOFI = Contact(id=2, name="Kofi Fictional")
ZOE = Contact(id=3, name="Zoë Pretend")


def run(rows: list[Row], people: list[Contact]) -> Plan:
    ids = count(100)
    return plan(rows, people, date(2026, 11, 24), make_id=lambda: next(ids))


def test_one_person_with_the_whole_name_is_meant() -> None:
    found = resolve({0: (KOFI, "ADA éxample"), 1: (ZOE, "Ada")}, [ADA, KOFI, ZOE])
    assert found.by == {2: 1}
    assert found.said == {0: "introduced by ADA éxample", 1: "introduced by Ada: nobody here has that name"}


def test_of_two_with_that_name_none_is_meant() -> None:
    found = resolve({0: (KOFI, "Ada Example")}, [ADA, replace(ADA, id=9), KOFI])
    assert found.by == {}
    assert found.said == {0: "introduced by Ada Example: several here have that name"}


def test_nobody_leads_to_themselves_in_any_number_of_steps() -> None:
    wanted = {0: (ADA, "Ada Example"), 1: (KOFI, "Ada Example"), 2: (ZOE, "Kofi Fictional"), 3: (ADA, "Zoë Pretend")}
    assert resolve(wanted, [ADA, KOFI, ZOE]).by == {2: 1, 3: 2}


def test_what_was_set_or_taken_out_by_hand_stays() -> None:
    set_by_hand = replace(KOFI, introduced_by=3)
    taken_out = replace(ZOE, imported={"introduced_by": 1})
    refuses = Contact(id=4, name="Omar Invented", dont_write=True)
    wanted = {number: (one, "Ada Example") for number, one in enumerate((set_by_hand, taken_out, refuses))}
    assert resolve(wanted, [ADA, set_by_hand, taken_out, refuses]).by == {}


def test_two_rows_of_one_person_keep_it() -> None:
    rows = [
        Row(number=2, name="Kofi Fictional", emails=("k@x.example",), introduced_by="Ada Example"),
        Row(number=3, name="Kofi Fictional", emails=("k@x.example",), role="Cartographer"),
    ]
    ((before, after),) = run(rows, [ADA]).changes()
    assert before is None
    assert (after.introduced_by, after.role) == (1, "Cartographer")


def test_it_is_a_change_of_its_own() -> None:
    known = replace(KOFI, emails=("k@x.example",))
    one = run(
        [Row(number=2, name="Kofi Fictional", emails=known.emails, introduced_by="Ada Example")], [ADA, known]
    ).outcomes[0]
    assert one.outcome is Became.MERGED
    assert one.reason == "the same e-mail address; introduced by Ada Example"
