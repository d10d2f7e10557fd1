"""What keeps keys quick with many people: a search begins after what was typed is drawn; little is reckoned anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from driver import Driver, two_people

from informal.tui.panes import contacts


async def test_a_search_among_many_comes_after_the_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contacts, "_AT_ONCE_UP_TO", 1)
    monkeypatch.setattr(contacts, "_SEARCH_AFTER", 60.0)
    async with Driver.start(tmp_path, size=(120, 36)) as app:
        _, kofi = await two_people(app)
        people = app.main.contacts
        await app.press("slash")
        await app.type("kofi")
        assert len(people.list.source) == 2
        people._found()
        assert [people.list.source.key_at(n) for n in range(len(people.list.source))] == [kofi]


@pytest.mark.parametrize(("key", "left"), [("enter", 1), ("escape", 2)])
async def test_a_search_that_waits_ends_with_the_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, left: int
) -> None:
    monkeypatch.setattr(contacts, "_AT_ONCE_UP_TO", 1)
    monkeypatch.setattr(contacts, "_SEARCH_AFTER", 60.0)
    async with Driver.start(tmp_path, size=(120, 36)) as app:
        await two_people(app)
        await app.press("slash")
        await app.type("kofi")
        await app.press(key)
        assert len(app.main.contacts.list.source) == left


async def test_crossing_out_leaves_the_list_as_it_is(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=(120, 36)) as app:
        await two_people(app)
        before = app.app.current_view()
        await app.press("b", "space")
        after = app.app.current_view()
        assert (len(before.crossed), len(after.crossed)) == (0, 1)
        assert after.people is before.people
        assert after.offers is before.offers
        app.workspace.people.add("Somebody Else")
        assert len(app.app.current_view().people) == 3
