"""Three people from the first letter to the end, by keys alone at 80x24: silence, a talk that leads on, a kind no."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from driver import MONDAY, Driver

from informal.model.kinds import Kind, Outcome, Stage, State

SMALL = (80, 24)


async def ask(app: Driver, name: str) -> None:
    """Name somebody and send them a letter, as from the list."""
    await app.type(name)
    await app.press("enter", "1", "alt+s")
    await send(app)


async def send(app: Driver) -> None:
    """Through the sheet and the strip; a full screen at the end of the day is left."""
    await app.read()
    await app.press("c")
    await app.read()
    await app.press("y", "escape")


async def find(app: Driver, name: str) -> int:
    """Put the cursor on somebody by searching for them."""
    app.main.to_contacts()
    await app.press("slash")
    await app.type(name)
    await app.press("enter", "escape")
    found = app.main.contacts.current
    assert found == app.workspace.people.resolve(name).id
    return found


def stage(app: Driver, who: int) -> Stage:
    """Where one stands with somebody."""
    return app.workspace.core.standing(who).stage


async def test_three_people_from_the_first_letter_to_the_end(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=SMALL) as app:
        await ask(app, "Silas Silent")
        await app.press("a")
        await ask(app, "Tara Talkative")
        await app.press("a")
        await ask(app, "Nora No-Thanks")
        assert app.workspace.day.counts().total_asks == 3
        names = ("Silas Silent", "Tara Talkative", "Nora No-Thanks")
        silas, tara, nora = (app.workspace.people.resolve(name).id for name in names)

    async with Driver.start(tmp_path, size=SMALL, day=MONDAY + timedelta(days=2)) as app:
        await find(app, "Tara Talkative")
        await app.press("r", "y", "escape", "s")
        await send(app)
        await find(app, "Tara Talkative")
        await app.press("T")
        await app.type("fri 10:00")
        await app.press("enter")
        assert stage(app, tara) is Stage.BOOKED
        await find(app, "Nora No-Thanks")
        await app.press("r", "n", "escape", "s")
        await send(app)
        assert stage(app, nora) is Stage.RESTING
        assert app.workspace.core.messages_of(nora)[-1].kind is Kind.ANSWER

    async with Driver.start(tmp_path, size=SMALL, day=MONDAY + timedelta(days=4, hours=1)) as app:
        await find(app, "Tara Talkative")
        await app.press("T", "h")
        await app.type("begin before you are ready")
        await app.press("tab", "tab")
        await app.type("draw a map")
        await app.press("tab", "tab")
        await app.type("Ines Invented")
        await app.press("ctrl+s", "escape", "s")
        await send(app)
        assert stage(app, tara) is Stage.THANKED
        thanks = app.workspace.core.messages_of(tara)[-1]
        assert thanks.kind is Kind.THANK_YOU
        assert "begin before you are ready" in thanks.body
        ines = await find(app, "Ines Invented")
        await app.press("enter")
        assert "Tara" in app.main.composer.body.text
        await app.press("alt+s")
        await send(app)
        assert stage(app, ines) is Stage.ASKED

    async with Driver.start(tmp_path, size=SMALL, day=MONDAY + timedelta(days=9)) as app:
        assert stage(app, silas) is Stage.FOLLOW_UP_DUE
        await find(app, "Silas Silent")
        await app.press("s")
        await send(app)
        assert app.workspace.core.messages_of(silas)[-1].kind is Kind.FOLLOW_UP

    async with Driver.start(tmp_path, size=SMALL, day=MONDAY + timedelta(days=22)) as app:
        assert stage(app, silas) is Stage.RESTING
        await find(app, "Tara Talkative")
        await app.press("D")
        assert "Done. The letter that tells them is begun." in app.screen
        await app.press("enter", "alt+s")
        await send(app)
        assert app.workspace.core.messages_of(tara)[-1].kind is Kind.UPDATE
        await app.press("N")
        assert "From 0 to 4 people in 2 steps." in app.screen
        counts = app.workspace.day.counts()
        assert (counts.total_asks, counts.talks) == (4, 1)
        outcomes = {m.outcome for m in app.workspace.core.messages() if m.state is State.RECEIVED}
        assert outcomes == {Outcome.YES, Outcome.NO}
