from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from informal.model.rows import Row, Skipped
from informal.model.values import Contact
from informal.practice.merging import Became, Plan, normal_profile, plan, prints

TODAY = date(2026, 11, 24)
ADA = "https://www.linkedin.com/in/ada-example"


def row(name: str = "Ada Example", number: int = 2, **fields: object) -> Row:
    return Row(number=number, name=name, source="linkedin", **fields)  # type: ignore[arg-type]


def run(rows: Iterable[Row], people: Iterable[Contact] = (), **more: object) -> Plan:
    people = list(people)
    ids = count(max((one.id for one in people), default=100) + 1)
    return plan(list(rows), people, TODAY, make_id=lambda: next(ids), **more)  # type: ignore[arg-type]


def applied(people: Iterable[Contact], what: Plan) -> list[Contact]:
    now = {one.id: one for one in people} | {after.id: after for _, after in what.changes()}
    return list(now.values())


def became(what: Plan) -> list[str]:
    return [one.outcome.value for one in what.outcomes]


def test_a_new_person_has_everything_the_row_says_and_remembers_that_it_was_imported() -> None:
    now = datetime(2026, 11, 24, 9, tzinfo=UTC)
    said = row(first="Ada", emails=("ada@mail.example",), company="Looms", role="Weaver", linkedin=ADA,
               connected_on=date(2024, 1, 2), tags=("school",))  # fmt: skip
    what = run([said], now=now)
    (one,) = what.outcomes
    assert (one.outcome, one.contact, one.before) == (Became.ADDED, 101, None)
    assert one.after == Contact(
        id=101,
        name="Ada Example",
        emails=("ada@mail.example",),
        company="Looms",
        role="Weaver",
        linkedin=ADA,
        tags=("school",),
        source="linkedin",
        connected_on=date(2024, 1, 2),
        created=now,
        imported={
            "name": "Ada Example",
            "company": "Looms",
            "role": "Weaver",
            "linkedin": ADA,
            "connected_on": "2024-01-02",
            "emails": ["ada@mail.example"],
            "tags": ["school"],
        },
    )


@pytest.mark.parametrize(
    "said",
    [
        row("A. Example", linkedin="http://de.linkedin.com/in/ADA-Example/?trk=x"),
        row("A. Example", emails=("ADA@Mail.example",)),
        row("ada éxample", company="LOOMS"),
    ],
    ids=["profile", "e-mail", "name and company"],
)
def test_the_same_person_is_found(said: Row) -> None:
    known = Contact(id=7, name="Ada Example", emails=("ada@mail.example",), company="Looms", linkedin=ADA)
    assert run([replace(said, role="Weaver")], [known]).outcomes[0].contact == 7


@pytest.mark.parametrize(
    "said",
    [
        row("Ada Example"),
        row("Ada Example", company="Elsewhere"),
        row("Ada Example", company="Looms", linkedin="https://linkedin.com/in/another-ada"),
    ],
    ids=["name alone", "another company", "another profile"],
)
def test_somebody_of_the_same_name_is_somebody_else(said: Row) -> None:
    known = Contact(id=7, name="Ada Example", company="Looms", linkedin=ADA)
    (one,) = run([said], [known]).outcomes
    assert one.outcome is Became.ADDED
    assert one.reason == "somebody else here has the same name"


def test_merging_fills_what_is_empty_and_keeps_what_was_typed() -> None:
    known = Contact(id=7, name="Ada (from the course)", company="Looms & Co", linkedin=ADA)
    what = run([row(linkedin=ADA, company="Looms", role="Weaver")], [known])
    (one,) = what.outcomes
    assert one.outcome is Became.MERGED
    assert one.after == replace(known, role="Weaver", imported={"role": "Weaver"})
    assert "adds role" in one.reason
    assert "your company 'Looms & Co' stays, the file says 'Looms'" in one.reason


def test_what_an_import_gave_is_renewed_by_a_later_one() -> None:
    first = applied([], run([row(linkedin=ADA, company="Looms", role="Weaver")]))
    what = run([row(linkedin=ADA, company="Mills", role="Head of Looms")], first)
    (before, after) = what.changes()[0]
    assert before == first[0]
    assert (after.company, after.role) == ("Mills", "Head of Looms")
    assert what.outcomes[0].reason == "the same profile; company was 'Looms'; role was 'Weaver'"


def test_what_was_changed_by_hand_since_stays() -> None:
    (ada,) = applied([], run([row(linkedin=ADA, company="Looms", emails=("a@x.example",), tags=("old",))]))
    mine = replace(ada, company="Her own Looms", emails=(), tags=("friend",), role="")
    (after,) = applied(
        [mine], run([row(linkedin=ADA, company="Mills", emails=("A@x.example",), tags=("old",))], [mine])
    )
    assert after == mine


def test_what_was_typed_and_happens_to_agree_is_still_the_persons_own() -> None:
    mine = Contact(id=7, name="Ada Example", company="Looms", linkedin=ADA)
    same = run([row(linkedin=ADA, company="Looms")], [mine])
    assert became(same) == ["unchanged"]
    assert applied([mine], run([row(linkedin=ADA, company="Mills")], applied([mine], same))) == [mine]


def test_two_rows_of_one_person_are_one_person() -> None:
    rows = [
        row(number=2, linkedin=ADA, company="Looms"),
        row(number=3, linkedin=ADA + "/", company="Mills", emails=("ada@mail.example",)),
    ]
    what = run(rows)
    assert became(what) == ["added", "merged"]
    assert what.outcomes[1].reason.startswith("the same person as in line 2")
    ((before, after),) = what.changes()
    assert before is None
    assert (after.company, after.emails) == ("Looms", ("ada@mail.example",))
    assert became(run(rows, [after])) == ["unchanged", "unchanged"]


def test_rows_by_which_nobody_can_be_recognised_are_added_once_each() -> None:
    rows = [row("Ada Example", 2), row("Ada Example", 3), row("Kofi Fictional", 4, role="Baker")]
    first = applied([], run(rows))
    assert len(first) == 3
    assert became(run(rows, first)) == ["unchanged"] * 3
    typed = [replace(one, company="Typed Inc", role="Typed") for one in first]
    assert became(run(rows, typed)) == ["unchanged"] * 3


def test_who_asked_not_to_be_written_to_stays_as_they_are() -> None:
    quiet = Contact(id=7, name="Ada Example", linkedin=ADA, dont_write=True)
    (one,) = run([row(linkedin=ADA, company="Looms", emails=("a@x.example",))], [quiet]).outcomes
    assert (one.outcome, one.after) == (Became.UNCHANGED, quiet)
    assert "asked not to be written to" in one.reason


def test_the_forgotten_stay_away() -> None:
    gone = prints("Ada Example", "Looms", ADA, ["ada@mail.example"])
    rows = [
        row("A", 2, linkedin=ADA.upper()),
        row("B", 3, emails=("ADA@mail.example",)),
        row("ADA EXAMPLE", 4, company="looms"),
        row("Ada Example", 5, company="Mills"),
    ]
    what = run(rows, forgotten=gone)
    assert became(what) == ["skipped", "skipped", "skipped", "added"]


def test_what_the_reader_skipped_is_in_the_report_in_its_place() -> None:
    what = run([row(number=2), row("Kofi Fictional", 4), row(" ", 5)], skipped=[Skipped(3, "", "a hidden member")])
    assert [(one.number, one.outcome.value) for one in what.outcomes] == [
        (2, "added"),
        (3, "skipped"),
        (4, "added"),
        (5, "skipped"),
    ]
    assert what.outcomes[1].reason == "a hidden member"
    assert what.count(Became.ADDED) == 2


def test_a_mailbox_of_several_renames_nobody() -> None:
    (ada,) = applied([], run([row(emails=("info@looms.example",))]))
    (one,) = run([row("Kofi Fictional", emails=("info@looms.example",))], [ada]).outcomes
    assert one.after == ada
    assert "your name 'Ada Example' stays, the file says 'Kofi Fictional'" in one.reason


def test_a_day_that_is_still_to_come_is_left_out() -> None:
    (one,) = run([row(connected_on=date(2027, 1, 1))]).outcomes
    assert one.after is not None
    assert one.after.connected_on is None
    assert "still to come" in one.reason


def test_the_greeting_is_kept_where_it_is_not_the_first_word() -> None:
    what = run([row("Mary Ann Mock", first="Mary Ann"), row("Kofi Fictional", 3, first="Kofi")])
    assert [after.greeting for _, after in what.changes()] == ["Mary Ann", ""]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", ""),
        ("https://www.linkedin.com/in/ada-example", "linkedin.com/in/ada-example"),
        ("http://de.linkedin.com/in/Ada-Example/en/?trk=1#top", "linkedin.com/in/ada-example"),
        ("linkedin.com/in/ada-example/", "linkedin.com/in/ada-example"),
        ("//www.linkedin.com:443/in/ada-example", "linkedin.com/in/ada-example"),
        ("https://www.linkedin.com/in/zo%C3%AB", "linkedin.com/in/zoë"),
        ("https://www.linkedin.com/pub/ada/1/2AB/3cd", "linkedin.com/pub/ada/1/2ab/3cd"),
        ("https://www.linkedin.com/profile/view?id=12", "linkedin.com/profile/view?id=12"),
        ("https://www.looms.example/Ada/", "looms.example/ada"),
        ("http://[half", "[half"),
    ],
)
def test_profiles_are_compared_without_what_varies(url: str, expected: str) -> None:
    assert normal_profile(url) == expected
    assert normal_profile(expected) == expected


# Few names, companies and addresses, so that rows meet in every way they can.
few = st.sampled_from
fields = {
    "name": few(["Ada Example", "ada example", "Kofi Fictional", "Ada Sample"]),
    "company": few(["", "Looms", "Mills", "LOOMS"]),
    "emails": st.lists(few(["a@x.example", "A@X.example", "b@x.example", "c@x.example"]), max_size=2).map(tuple),
    "linkedin": few(["", ADA, ADA + "/", ADA + "-2", ADA + "-3"]),
    "role": few(["", "Baker", "Ranger"]),
    "notes": few(["", "met at the fair"]),
    "tags": st.lists(few(["x", "y"]), max_size=2, unique=True).map(tuple),
}
lists_of_rows = st.lists(
    st.builds(
        Row, number=st.integers(1, 9), first=few(["", "Ada", "A. D."]), connected_on=few([None, TODAY]), **fields
    ),
    max_size=8,
)
lists_of_people: st.SearchStrategy[list[Contact]] = st.lists(
    st.builds(Contact, id=st.just(0), dont_write=st.booleans(), **fields), max_size=4
).map(lambda found: [replace(one, id=id) for id, one in enumerate(found, 1)])


@settings(max_examples=400)
@given(lists_of_rows, lists_of_people, lists_of_rows)
def test_the_same_file_twice_changes_nothing(earlier: list[Row], typed: list[Contact], rows: list[Row]) -> None:
    people = applied(typed, run(earlier, typed))
    once = applied(people, run(rows, people))
    again = run(rows, once)
    assert set(became(again)) <= {"unchanged"}
    assert again.changes() == []


@settings(max_examples=300)
@given(lists_of_people, lists_of_rows, lists_of_rows)
def test_what_was_typed_is_never_overwritten(typed: list[Contact], one: list[Row], two: list[Row]) -> None:
    people = typed
    for rows in (one, two):
        people = applied(people, run(rows, people))
    now = {person.id: person for person in people}
    for person in typed:
        after = now[person.id]
        for name in ("name", "company", "role", "linkedin", "notes"):
            assert getattr(after, name) == getattr(person, name) or not getattr(person, name)
        assert set(person.emails) <= set(after.emails)
        assert set(person.tags) <= set(after.tags)
        if person.dont_write:
            assert after == person


@settings(max_examples=200)
@given(lists_of_people, lists_of_rows)
def test_every_row_ends_in_exactly_one_outcome(typed: list[Contact], rows: list[Row]) -> None:
    what = run(rows, typed)
    assert [one.row for one in what.outcomes] == rows
    assert sum(what.count(each) for each in Became) == len(rows)
    for one in what.outcomes:
        assert one.outcome is not Became.ADDED or (one.before is None and one.after is not None)
        assert one.outcome is not Became.UNCHANGED or one.before == one.after
        assert one.outcome is not Became.MERGED or (one.before is not None and one.before != one.after)
    added = [one.contact for one in what.outcomes if one.outcome is Became.ADDED]
    assert len(set(added)) == len(added) == len(applied(typed, what)) - len(typed)
