"""Nothing typed is ever lost: not to haste, not to another process, not to a full disk."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from driver import WIDE, Driver, two_people

from informal.model.kinds import State
from informal.store import Edit, Store


async def test_text_typed_in_haste_is_still_there(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        await app.pilot.press("enter", *"spin", "escape", "escape", "enter")
        await app.pilot.pause()
        assert "spin" in app.main.composer.body.text
        await app.pilot.press("escape", "escape", "j", "k")
        await app.pilot.pause()
        assert "spin" in app.workspace.letters.open(ada).body


async def test_a_person_deleted_elsewhere_while_one_writes_to_them(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        await app.press("enter")
        await app.type("spin")
        other = Store.open(tmp_path / "informal.json")
        document = other.get("contacts", ada)
        assert document is not None
        other.commit("delete", [Edit.delete("contacts", dict(document))])
        app.workspace.core.refresh()
        await app.type(" gold")
        await app.kept()
        assert "spin gold" in app.main.composer.body.text
        assert app.app.is_running


async def test_an_earlier_text_is_never_put_into_somebody_elses_letter(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, kofi = await two_people(app)
        await app.press("enter")
        await app.type("spin")
        await app.press("escape", "v")
        assert "Earlier texts" in app.screen
        app.workspace.people.delete(ada)
        await app.pilot.pause()
        await app.press("enter")
        letter = app.main.composer.letter
        assert letter is not None
        assert letter.contact.id == kofi
        assert letter.body.startswith("Hi Kofi,")


async def test_earlier_texts_that_begin_alike_are_shown_where_they_differ(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        letters = app.workspace.letters
        begins = "I have started asking people how they came to the work they do, and I thought of you."
        for more in ("About looms.", "About maps.", "About bread."):
            letters.keep(replace(letters.open(ada), body=f"Hi Ada,\n\n{begins} {more}"), version=True)
        app.main.show_person(ada)
        app.main.to_contacts()
        await app.press("v")
        assert "... looms." in app.screen
        assert "... maps." in app.screen


@pytest.mark.parametrize("becomes", [State.SENT, State.DRAFT, State.UNKNOWN])
async def test_what_is_typed_while_a_server_has_the_letter(tmp_path: Path, becomes: State) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        await app.press("enter")
        await app.type("spin")
        await app.kept()
        (letter,) = app.workspace.core.messages_of(ada)
        other = Store.open(tmp_path / "informal.json")
        other.commit("send", [Edit("messages", letter.id, {"state": "draft"}, {"state": "sending"})], step=False)
        app.workspace.core.refresh()
        await app.type(" gold")
        await app.kept()
        await app.press("escape", "escape", "j")
        other.refresh()
        other.commit("answered", [Edit("messages", letter.id, {"state": "sending"}, {"state": becomes.value})])
        app.workspace.core.refresh()
        sent, typed = sorted(app.workspace.core.messages_of(ada), key=lambda one: one.id)
        assert (sent.id, sent.state, sent.body) == (letter.id, becomes, letter.body)
        assert typed.state is State.DRAFT
        assert "spin gold" in typed.body


async def test_undo_of_a_delete_while_the_list_is_shown(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await app.press("delete", "delete")
        assert len(app.workspace.people) == 0
        assert "Press a and say a name" in app.screen
        await app.press("u", "u")
        assert len(app.workspace.people) == 2


async def test_a_full_disk_is_said_kept_in_memory_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        await app.press("enter")
        write = os.write

        def full(descriptor: int, data: bytes) -> int:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "write", full)
        await app.type("spin")
        await app.kept()
        assert "not kept" in app.screen
        assert app.workspace.core.store.pending
        await app.press("ctrl+q")
        assert app.app.is_running
        assert "Leave once more to go without it." in app.screen
        monkeypatch.setattr(os, "write", write)
        app.app._look()
        await app.pilot.pause()
        assert not app.workspace.core.store.pending
        assert any(
            "spin" in document.get("body", "")
            for document in Store.open(tmp_path / "informal.json").table("messages").values()
        )
        assert "spin" in app.workspace.letters.open(ada).body
