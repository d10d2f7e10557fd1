"""Finding people by words typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from informal.model.values import Contact
from informal.practice.search import Query, find, haystack, parse

PEOPLE = [
    Contact(id=1, name="Ada Example", company="Loom Works", role="Weaver", emails=("ada@example.org",)),
    Contact(id=2, name="Zoë Sample-Loomis", company="Sample Ltd", tags=("mentor",)),
    Contact(id=3, name="Kofi Fictional", company="Müller & Söhne", role="Head of Design"),
    Contact(id=4, name="Linus Placeholder", emails=("kofi.fan@placeholder.example",)),
    Contact(id=5, name="Mary Ada Invented", role="Adviser"),
]
HAYSTACKS = [(person.id, haystack(person)) for person in PEOPLE]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [1, 2, 3, 4, 5]),
        ("  ", [1, 2, 3, 4, 5]),
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
        ("loom", [2, 1]),
        ("sample", [2]),
        ("ample", [1, 2, 4]),
        ("ada nobody", []),
        ("@example", [1]),
    ],
)
def test_find(query: str, found: list[int]) -> None:
    assert sorted(find(query, HAYSTACKS)) == sorted(found)


def test_names_that_begin_so_come_first_and_equals_keep_their_order() -> None:
    people = [
        Contact(id=1, name="Pamela Example"),
        Contact(id=2, name="Bob Sample", company="Mela Ltd"),
        Contact(id=3, name="Bob Melanie"),
        Contact(id=4, name="Mela Fictional"),
        Contact(id=5, name="Melanie Invented"),
    ]
    haystacks = [(person.id, haystack(person)) for person in people]
    assert find("mela", haystacks) == [4, 5, 3, 2, 1]
    assert find("bob mela", haystacks) == [3, 2]
    assert find("mela bob", haystacks) == [3, 2]


def test_a_query_can_be_parsed_once() -> None:
    assert parse(" Zoë\tEX ") == Query(("zoe", "ex"))
    assert find(parse("zoe"), HAYSTACKS) == [2]


names = st.text(st.sampled_from("aäbcAB .-@'\n"), max_size=12)
people = st.builds(
    Contact, id=st.integers(1, 99), name=names, company=names, tags=st.lists(names, max_size=2).map(tuple)
)


@given(st.lists(people, max_size=6), names)
def test_more_words_never_find_more(some: list[Contact], query: str) -> None:
    haystacks = [(person.id, haystack(person)) for person in some]
    fewer = find(query + " a", haystacks)
    assert set(fewer) <= set(find(query, haystacks)) <= {person.id for person in some}
    assert len(find(query, haystacks)) <= len(some)


@given(people)
def test_everybody_is_found_by_their_own_name(person: Contact) -> None:
    assert find(person.name, [(person.id, haystack(person))]) == [person.id]
