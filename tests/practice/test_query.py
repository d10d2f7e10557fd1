"""What was typed into the search, read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from informal.practice.query import Condition, Field, Query, parse


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("", Query()),
        (" Zoë\tEX ", Query(("zoe", "ex"))),
        ('"two words" three', Query(("two words", "three"))),
        ("“two  words”", Query(("two words",))),
        ('still "open at the end', Query(("still", "open at the end"))),
        ("-one two", Query(("two",), ("one",))),
        ('-"one two"', Query((), ("one two",))),
        ("-", Query()),
        ('""', Query()),
        ("anne-marie", Query(("anne-marie",))),
        ("foo:bar", Query(("foo:bar",))),
        ("https://example.org/x", Query(("https://example.org/x",))),
        ("company:", Query()),
        ("Company:Loom", Query((), (), (Condition(Field.COMPANY, "loom"),))),
        ('tag:"Art School"', Query((), (), (Condition(Field.TAG, "art school"),))),
        ("-stage:new due:week", Query((), (), (Condition(Field.STAGE, "new", True), Condition(Field.DUE, "week")))),
        ("subcompany:x", Query(("subcompany:x",))),
    ],
)
def test_what_is_typed_is_read_so(typed: str, query: Query) -> None:
    assert parse(typed) == query


@given(st.text())
def test_any_text_is_a_query_without_empty_parts(text: str) -> None:
    query = parse(text)
    assert all([*query.words, *query.without, *(condition.value for condition in query.conditions)])


@pytest.mark.parametrize(
    ("later", "earlier", "narrows"),
    [
        ("ann", "an", True),
        ("an", "ann", False),
        ("ann b", "ann", True),
        ("anything", "", True),
        ("ann -b", "ann", True),
        ("ann -bc", "ann -b", False),
        ("ann -b", "ann -bc", True),
        ("tag:ab", "tag:a", False),
        ("x tag:a", "tag:a", True),
        ("x", "x tag:a", False),
    ],
)
def test_which_queries_need_a_look_only_at_an_earlier_one(later: str, earlier: str, narrows: bool) -> None:
    assert parse(later).narrows(parse(earlier)) is narrows
