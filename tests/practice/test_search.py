"""Finding people by words typed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from informal.model.kinds import Stage
from informal.practice.query import folded, parse
from informal.practice.search import Hay, best, find, haystack, narrow, rank

Person = dict[str, object]
PEOPLE: list[Person] = [
    {"id": 1, "name": "Ada Example", "company": "Loom Works", "role": "Weaver", "emails": ["ada@example.org"]},
    {"id": 2, "name": "Zoë Sample-Loomis", "company": "Sample Ltd", "tags": ["mentor", "Art school"]},
    {"id": 3, "name": "Kofi Fictional", "company": "Müller & Söhne", "role": "Head of Design", "phone": "+00 123"},
    {"id": 4, "name": "Linus Placeholder", "emails": ["kofi.fan@placeholder.example"], "notes": "Likes\nsmart looms"},
    {"id": 5, "name": "Mary Ada Invented", "role": "Adviser", "tie": "school: Riverside High"},
]
SAID = {5: ["Thank you", "We spoke of weaving,\nand of Loom Works."]}
HAYS = [haystack(person, SAID.get(int(str(person["id"])), ())) for person in PEOPLE]


def strictly(query: str, hays: list[Hay]) -> list[int]:
    asked = parse(query)
    return rank(asked, narrow(asked, hays))


class Known:
    """Facts of the people above; who is in neither table is new."""

    today = date(2026, 11, 23)
    stages = {1: Stage.ASKED, 4: Stage.FOLLOW_UP_DUE}
    days = {1: date(2026, 11, 27), 4: date(2026, 11, 20), 5: date(2026, 12, 24)}

    def company(self, id: int) -> str:
        return str(PEOPLE[id - 1].get("company", ""))

    def tags(self, id: int) -> Iterable[str]:
        tags = PEOPLE[id - 1].get("tags", [])
        assert isinstance(tags, list)
        return tags

    def stage(self, id: int) -> Stage:
        return self.stages.get(id, Stage.NEW)

    def due(self, id: int) -> date | None:
        return self.days.get(id)

    def met(self, id: int) -> tuple[str, ...]:
        return ("2025-01-07", "2026-10-05") if id == 5 else ()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [1, 2, 3, 4, 5]),
        ("  ", [1, 2, 3, 4, 5]),
        ("-", [1, 2, 3, 4, 5]),
        ("ada", [1, 5]),
        ("ada ex", [1]),
        ("ex ada", [1]),
        ("ADA", [1, 5]),
        ("zoe", [2]),
        ("ZOË", [2]),
        ("muller", [3]),
        ("soehne", []),
        ("design kofi", [3]),
        ("kofi", [3, 4]),
        ("fan", [4]),
        ("placeholder.example", [4]),
        ("mentor", [2]),
        ("123", [3]),
        ("riverside", [5]),
        ("smart", [4]),
        ("loom", [2, 1, 4, 5]),
        ("loomis", [2]),
        ("sample", [2]),
        ("ample", [1, 2, 4]),
        ("ada nobody", []),
        ("@example", [1]),
        ('"likes smart"', [4]),
        ('"of weaving, and"', [5]),
        ('"example loom"', []),
        ("loom -ada", [2, 4]),
        ('loom -"loom works"', [2, 4]),
        ("-o", []),
    ],
)
def test_words_are_found_in_every_field_and_letter(query: str, found: list[int]) -> None:
    assert sorted(strictly(query, HAYS)) == sorted(found)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("company:loom", [1]),
        ("company:MULLER", [3]),
        ("-company:l", [4, 5]),
        ("company:", [1, 2, 3, 4, 5]),
        ("tag:ment", [2]),
        ("tag:school", [2]),
        ("tag:chool", []),
        ('tag:"art school" zoe', [2]),
        ("-tag:mentor", [1, 3, 4, 5]),
        ("stage:asked", [1]),
        ("stage:short-note", [4]),
        ("stage:follow_up_due", [4]),
        ("stage:n", [2, 3, 5]),
        ("stage:nothing", []),
        ("-stage:new", [1, 4]),
        ("due:today", [4]),
        ("due:week", [1, 4]),
        ("due:any", [1, 4, 5]),
        ("-due:any", [2, 3]),
        ("due:2026-11-27", [1]),
        ("due:2026-12", [5]),
        ("due:never", []),
        ("met:yes", [5]),
        ("met:no", [1, 2, 3, 4]),
        ("met:2026", [5]),
        ("met:2026-10", [5]),
        ("met:2026-11", []),
        ("ada met:no", [1]),
        ("loom -met:yes company:w", [1]),
    ],
)
def test_conditions(query: str, found: list[int]) -> None:
    assert sorted(narrow(parse(query), HAYS, Known()), key=lambda hay: hay.id) == [HAYS[id - 1] for id in found]


def test_names_that_begin_so_come_first_then_work_then_letters_and_equals_keep_their_order() -> None:
    people: list[Person] = [
        {"id": 6, "name": "Ada Example"},
        {"id": 1, "name": "Pamela Example"},
        {"id": 2, "name": "Bob Sample", "company": "Mela Ltd"},
        {"id": 3, "name": "Bob Melanie"},
        {"id": 4, "name": "Mela Fictional"},
        {"id": 5, "name": "Melanie Invented"},
    ]
    hays = [haystack(person, ["I met Mela"] if person["id"] == 6 else ()) for person in people]
    assert find("mela", hays) == [4, 5, 3, 2, 1, 6]
    assert strictly("bob mela", hays) == [3, 2]
    assert strictly("mela bob", hays) == [3, 2]
    assert strictly("mela", [*reversed(hays)]) == [5, 4, 3, 2, 1, 6]


@pytest.mark.parametrize("query", ["linuss", "lnius", "lijus", "inus", "liuns", "linus plaecholder", "lph"])
def test_a_slip_or_the_letters_in_order_find_a_name_that_nothing_else_finds(query: str) -> None:
    assert find(query, HAYS) == [4]


def test_a_slip_comes_after_what_was_meant_and_only_where_little_is_found() -> None:
    people: list[Person] = [{"id": 1, "name": "Annie Example"}, {"id": 2, "name": "Anna Sample"}]
    hays = [haystack(person) for person in people]
    assert find("anna", hays) == [2, 1]
    many = [*hays, *(haystack({"id": id, "name": "Anna Invented"}) for id in range(3, 8))]
    assert 1 not in find("anna", many)
    assert find('"anna ex"', hays) == []


def test_conditions_hold_for_names_that_are_nearly_so_too() -> None:
    assert find("lnius", HAYS, Known()) == [4]
    assert find("lnius -kofi", HAYS, Known()) == []
    assert find("lnius stage:new", HAYS, Known()) == []


letters = st.text(st.sampled_from("aäbcAB .-@'\n\"´:ß"), max_size=12)
lists = st.lists(letters, max_size=2)
people = st.builds(
    lambda id, name, company, tags, notes: {"id": id, "name": name, "company": company, "tags": tags, "notes": notes},
    st.integers(1, 99), letters, letters, lists, letters,
)  # fmt: skip
crowds = st.lists(people, max_size=8, unique_by=lambda person: person["id"])


def texts(person: Person) -> list[str]:
    tags = person["tags"]
    assert isinstance(tags, list)
    return [folded(str(text)) for text in (person["name"], person["company"], person["notes"], *tags)]


@given(st.text(), crowds)
def test_no_text_is_refused(query: str, some: list[Person]) -> None:
    found = find(query, [haystack(person) for person in some])
    assert set(found) <= {person["id"] for person in some}
    assert len(set(found)) == len(found)


@given(crowds, letters)
def test_every_word_is_held_by_everybody_who_is_found(some: list[Person], query: str) -> None:
    hays = [haystack(person) for person in some]
    asked = parse(query)
    for person in some:
        held = all(any(word in text for text in texts(person)) for word in asked.words)
        without = not any(word in text for word in asked.without for text in texts(person))
        assert (person["id"] in strictly(query, hays)) == (held and without)


@given(crowds, letters, letters)
def test_nobody_is_found_who_holds_a_word_that_was_taken_out(some: list[Person], query: str, word: str) -> None:
    unwanted = folded(word).replace('"', "")
    if not unwanted.strip():
        return
    found = find(f'-"{unwanted}" {query.replace(chr(34), "")}', [haystack(person) for person in some])
    for person in some:
        assert person["id"] not in found or not any(folded(unwanted) in text for text in texts(person))


@given(crowds, letters, letters)
def test_a_query_that_narrows_an_earlier_one_needs_only_its_finds(some: list[Person], one: str, more: str) -> None:
    hays = [haystack(person) for person in some]
    for query in (one + more, f"{one} {more}"):
        earlier, later = parse(one), parse(query)
        if later.narrows(earlier):
            assert narrow(later, narrow(earlier, hays)) == narrow(later, hays)


@given(crowds, letters)
def test_the_order_of_equals_is_the_order_given(some: list[Person], query: str) -> None:
    hays = [haystack(person) for person in some]
    asked = parse(query)
    twice = [hay._replace(id=hay.id + 100 * copy) for hay in hays for copy in (0, 1)]
    found = rank(asked, narrow(asked, twice))
    assert all(found.index(id) < found.index(id + 100) for id in found if id < 100)
    assert best(asked, narrow(asked, hays), hays) == find(query, hays)


@given(people)
def test_everybody_is_found_by_their_own_name(person: Person) -> None:
    name = str(person["name"])
    if parse(name).words and not any(mark in name for mark in '"-:'):
        assert strictly(name, [haystack(person)]) == [person["id"]]
