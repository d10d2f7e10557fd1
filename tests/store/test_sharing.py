"""Equal texts kept once: nothing else changes."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from informal.store.sharing import share


def _texts() -> dict[str, Any]:
    """Texts of their own, as they come from a file."""
    return {"name": "".join(["Ada ", "Example"]), "company": "".join(["Example ", "Looms"]), "imported": None}


def test_documents_stay_equal_and_share_their_texts() -> None:
    first, second = _texts(), _texts()
    first["imported"] = _texts() | {"role": "Weaver"}
    tables: dict[str, dict[int, Any]] = {"contacts": {1: first, 2: second | {"tags": ["a"]}}, "talks": {}}
    before = deepcopy(tables)
    assert len(list(share(tables))) == 1
    assert tables == before
    one, two = tables["contacts"].values()
    assert one["company"] is two["company"] is one["imported"]["company"]
    assert one["imported"]["name"] is one["name"]


def test_odd_documents_are_left_alone() -> None:
    tables: dict[str, dict[int, Any]] = {"contacts": {1: {"company": ["no text"], "imported": ["none"]}, 2: {}}}
    before = deepcopy(tables)
    list(share(tables))
    assert tables == before


def test_what_goes_meanwhile_is_passed_over() -> None:
    tables: dict[str, dict[int, Any]] = {"contacts": {id: {"id": id, "company": "Example"} for id in range(1_200)}}
    steps = share(tables)
    next(steps)
    del tables["contacts"][1_100]
    assert len(list(steps)) == 2
    assert len(tables["contacts"]) == 1_199
