"""The tree of who led to whom, and who still waits to hear."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from informal.content import load
from informal.model.kinds import Kind, State, TalkOutcome
from informal.model.values import Contact, Message, Talk
from informal.practice.fitting import ANSWERS, LATER_NOW, MOVED_TO, NOBODY_CAME, OFF
from informal.practice.network import TOLD, Growth, News, Node, growth, news, say_news, tree

DAY = date(2026, 11, 24)


def person(id: int, by: int | None = None, asked: bool = False) -> Contact:
    return Contact(id=id, name=f"Person {id}", introduced_by=by, asked_me=DAY if asked else None)


def shape(node: Node) -> object:
    return {child.id: shape(child) for child in node.introduced}


def drawn(*people: Contact, met: tuple[int, ...] = ()) -> object:
    return shape(tree(people, frozenset(met)))


def test_the_tree_begins_with_you() -> None:
    root = tree([person(1), person(2, 1), person(3, 2), person(4, 1), person(5)], frozenset({5}))
    assert (root.id, root.name) == (None, "you")
    assert shape(root) == {1: {2: {3: {}}, 4: {}}, 5: {}}
    assert str(growth(root)) == "From 0 to 5 people in 3 steps."


def test_whoever_was_never_met_and_led_to_nobody_is_not_in_it() -> None:
    assert drawn(person(1), person(2), met=(2,)) == {2: {}}
    assert growth(tree([], frozenset())) == Growth(0, 0)
    assert str(Growth(0, 0)) == ""
    assert str(Growth(1, 1)) == "From 0 to 1 person in 1 step."


def test_people_who_asked_you_grow_outward() -> None:
    root = tree([person(1, asked=True), person(2, 1)], frozenset())
    assert shape(root) == {1: {2: {}}}
    assert [child.asked_me for child in root.introduced] == [True]
    assert not root.introduced[0].introduced[0].asked_me


def test_an_introducer_who_is_gone_and_one_who_is_themselves() -> None:
    assert drawn(person(1, 99), met=(1,)) == {1: {}}
    assert drawn(person(1, 1)) == {1: {}}


def test_a_circle_ends() -> None:
    assert drawn(person(1, 3), person(2, 1), person(3, 2), person(4, 3)) == {1: {2: {3: {4: {}}}}}
    assert drawn(person(1, 2), person(2, 1), person(3, 4), person(4, 3)) == {1: {2: {}}, 3: {4: {}}}


def test_a_long_way_is_walked_to_its_end() -> None:
    people = [person(1), *(person(id, id - 1) for id in range(2, 5001))]
    assert growth(tree(people, frozenset())) == Growth(5000, 5000)


@given(st.lists(st.none() | st.integers(0, 9), min_size=10, max_size=10))
def test_everybody_is_there_once_whoever_led_to_whom(led: list[int | None]) -> None:
    people = [person(id, by) for id, by in enumerate(led, 1)]
    root = tree(people, frozenset(range(1, 11)))
    seen: list[int | None] = []
    waiting = list(root.introduced)
    while waiting:
        node = waiting.pop()
        seen.append(node.id)
        waiting += node.introduced
    assert sorted(id for id in seen if id) == list(range(1, 11))
    assert growth(root).people == 10


# Who waits to hear


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def sent(to: int, kind: Kind, day: int, hour: int = 9) -> Message:
    moment = at(day, hour)
    return Message(id=day * 100 + hour, contact=to, kind=kind, state=State.SENT, at=moment, on=moment.date())


def held(with_: int, day: int) -> Talk:
    return Talk(id=day, contact=with_, starts_at=at(day), on=at(day).date(), outcome=TalkOutcome.HELD)


def untold(people: list[Contact], messages: list[Message], talks: list[Talk] | None = None) -> dict[int, News]:
    return news(
        people,
        lambda id: [m for m in messages if m.contact == id],
        lambda id: [t for t in talks or [] if t.contact == id],
    )


KOFI = person(2, 1)


def test_a_letter_to_whom_they_led_to_is_news() -> None:
    assert untold([KOFI], []) == {}
    asked = sent(2, Kind.ASK, 23)
    found = untold([KOFI], [asked])
    assert found == {1: News(2, False, date(2026, 11, 23))}
    assert say_news(found[1], {2: "Kofi Fictional"}) == "tell them you wrote to Kofi Fictional"
    draft = Message(id=1, contact=2, kind=Kind.ASK, at=at(23), on=DAY)
    assert untold([KOFI], [draft]) == {}


def test_it_is_told_once_and_a_talk_is_news_again() -> None:
    asked = sent(2, Kind.ASK, 23)
    for kind in (Kind.UPDATE, Kind.THANK_YOU, Kind.CLOSING):
        assert untold([KOFI], [asked, sent(1, kind, 24)]) == {}
    assert untold([KOFI], [asked, sent(1, Kind.UPDATE, 20)]) != {}
    assert untold([KOFI], [asked, sent(1, Kind.ASK, 24)]) != {}
    found = untold([KOFI], [asked, sent(1, Kind.UPDATE, 24)], [held(2, 26)])
    assert found == {1: News(2, True, date(2026, 11, 26))}
    assert say_news(found[1], {2: "Kofi Fictional"}) == "tell them you talked with Kofi Fictional"
    assert untold([KOFI], [asked, sent(1, Kind.UPDATE, 27)], [held(2, 26)]) == {}


def test_the_newest_of_several_is_told() -> None:
    found = untold([KOFI, person(3, 1)], [sent(2, Kind.ASK, 23), sent(3, Kind.ASK, 24)])
    assert found == {1: News(3, False, date(2026, 11, 24))}


def test_the_openings_that_rules_name_are_there() -> None:
    openings = {opening.name: opening.kind for opening in load().openings}
    for kind, name in ANSWERS.values():
        assert openings[name] is kind
    assert openings[TOLD] is Kind.UPDATE
    assert openings[LATER_NOW] is Kind.FOLLOW_UP
    assert {openings[name] for name in (MOVED_TO, OFF, NOBODY_CAME)} == {Kind.ANSWER}
