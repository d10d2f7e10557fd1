"""A change that holds only if what it was made from still does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from informal.errors import NotKept, Refused
from informal.store import Edit, Store


def _taken(store: Store) -> Sequence[Edit]:
    document = store.get("messages", 1)
    if document is None or document["state"] != "draft":
        raise Refused("Another one was quicker")
    return [Edit("messages", 1, {"state": "draft"}, {"state": "sending"})]


@pytest.fixture
def two(tmp_path: Path) -> tuple[Store, Store]:
    one = Store.open(tmp_path / "informal.json")
    one.commit("write", [Edit.insert("messages", {"id": 1, "state": "draft"})])
    return one, Store.open(tmp_path / "informal.json")


def test_of_two_who_have_not_looked_one_is_quicker(two: tuple[Store, Store]) -> None:
    one, other = two
    one.commit_if("send", lambda: _taken(one))
    with pytest.raises(Refused):
        other.commit_if("send", lambda: _taken(other))
    assert other.refresh() == {"messages": {1}}
    other.commit("still writes", [Edit.insert("messages", {"id": 2})])
    one.refresh()
    assert set(one.table("messages")) == {1, 2}


def test_it_is_kept_or_it_is_not_so(two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = two
    one.patient = True

    def full(*_: Any) -> None:
        raise NotKept("The disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(one._ledger, "append", full)
        with pytest.raises(NotKept):
            one.commit_if("send", lambda: _taken(one))
    assert one.get("messages", 1) == {"id": 1, "state": "draft"}
    assert (one.pending, one.trouble) == ([], None)
    other.refresh()
    assert other.get("messages", 1) == {"id": 1, "state": "draft"}
