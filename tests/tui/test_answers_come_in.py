"""Answers that are noticed, by keys at 80x24: looked for, read, told what they say, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from driver import MONDAY, Driver, two_people
from postoffice import PASSWORD, Dovecot, Maildir, mail

from informal.model.kinds import Channel, Outcome, Stage, State

SMALL = (80, 24)
THURSDAY = MONDAY + timedelta(days=3)
_USERS = count(1)


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Maildir]:
    """A Maildir that config.toml names."""
    found = Maildir(tmp_path / "mail")
    found.make()
    config(tmp_path, f'maildir = "{found.folder}"')
    yield found


def config(folder: Path, mail: str) -> None:
    (folder / "config").mkdir(exist_ok=True)
    file = folder / "config" / "config.toml"
    file.write_text(f'[mail]\nfrom = "sam@example.net"\n{mail}\n')
    file.chmod(0o600)


async def asked(app: Driver) -> int:
    """Ada was written to on Monday; the cursor is in the list, on her."""
    ada, _ = await two_people(app)
    app.workspace.people.edit(ada, emails=("ada@example.org",))
    app.workspace.outbox.sent(ada, channel=Channel.EMAIL, at=MONDAY)
    app.main.show_person(ada)
    app.main.to_contacts()
    await app.pilot.pause()
    return ada


async def looked(app: Driver) -> None:
    """Wait until the look is over, as a person would."""
    for _ in range(400):
        if not app.app.lookout.busy:
            break
        await app.pilot.pause(0.02)
    assert not app.app.lookout.busy
    await app.pilot.pause()


async def test_an_answer_on_a_real_server_is_read_told_and_stands_in_the_timeline(
    tmp_path: Path, post: Dovecot
) -> None:
    user = f"app{next(_USERS)}"
    config(
        tmp_path,
        f'[mail.imap]\nhost = "127.0.0.1"\nport = {post.plain}\nsecurity = "none"\nuser = "{user}"\n'
        f'password = "{PASSWORD}"',
    )
    inbox = post.inbox(user)
    text = "Gladly. Thursday suits me.\n\nOn Mon, 23 Nov 2026 at 10:42, Sam <sam@example.net> wrote:\n> Hi Ada,"
    inbox.put(mail("ada@example.org", text=text), MONDAY + timedelta(hours=3))
    before = inbox.picture()
    async with Driver.start(tmp_path, size=SMALL, day=THURSDAY) as app:
        ada = await asked(app)
        await app.press("I")
        await looked(app)
        assert "Gladly. Thursday suits me." in app.screen
        assert "Do they say yes?" in app.screen
        assert "Hi Ada," not in app.screen
        await app.read()
        await app.press("y")
        answer = next(m for m in app.workspace.core.messages_of(ada) if m.state is State.RECEIVED)
        assert (answer.outcome, answer.body) == (Outcome.YES, "Gladly. Thursday suits me.")
        assert " at 1" in app.main.composer.body.text  # times to choose from
        await app.press("escape", "p")
        assert "they said yes" in app.screen
        assert "Gladly. Thursday suits me." in app.screen
    assert {name: hash for name, hash in inbox.picture().items() if not name.startswith(".")} == before


async def test_one_key_takes_an_answer_back_and_it_does_not_come_again(tmp_path: Path, box: Maildir) -> None:
    box.put(mail("ada@example.org", text="About the looms: no."), MONDAY + timedelta(hours=3))
    async with Driver.start(tmp_path, size=SMALL, day=THURSDAY) as app:
        ada = await asked(app)
        await app.press("I")
        await looked(app)
        assert app.workspace.core.standing(ada).stage is Stage.REPLIED
        await app.press("u")
        assert app.workspace.core.standing(ada).stage is Stage.ASKED
        assert "Do they say yes?" not in app.screen
        await app.press("I")
        await looked(app)
        assert "nothing to look for" in app.screen
        assert app.workspace.core.standing(ada).stage is Stage.ASKED


async def test_r_says_anything_else_of_it(tmp_path: Path, box: Maildir) -> None:
    box.put(mail("ada@example.org", text="Not this year, sorry."), MONDAY + timedelta(hours=3))
    async with Driver.start(tmp_path, size=SMALL, day=THURSDAY) as app:
        ada = await asked(app)
        await app.press("I")
        await looked(app)
        await app.read()
        await app.press("r", "n")
        received = [m for m in app.workspace.core.messages_of(ada) if m.state is State.RECEIVED]
        assert [(m.outcome, m.body) for m in received] == [(Outcome.NO, "Not this year, sorry.")]


async def test_an_answer_that_is_neither_yes_nor_no_gets_words_of_ones_own(tmp_path: Path, box: Maildir) -> None:
    box.put(mail("ada@example.org", text="Which mill do you mean?"), MONDAY + timedelta(hours=3))
    async with Driver.start(tmp_path, size=SMALL, day=THURSDAY) as app:
        await asked(app)
        await app.press("I")
        await looked(app)
        await app.press("r", "o")
        assert "Thank you for writing back. [what you want" in app.screen
        assert "Do they say yes?" not in app.screen
        await app.type("The one by the river, with the blue door.")
        assert "Thank you for writing back. The one by the" in app.screen


async def test_whoever_is_away_is_shown_so_until_when(tmp_path: Path, box: Maildir) -> None:
    away = mail("ada@example.org", text="I am back on 7 December.", subject="Out of office", more="X-Autoreply: yes\n")
    box.put(away, MONDAY + timedelta(hours=3))
    async with Driver.start(tmp_path, size=SMALL, day=THURSDAY) as app:
        ada = await asked(app)
        await app.press("I")
        await looked(app)
        assert app.workspace.core.standing(ada).stage is Stage.ASKED
        await app.press("p")
        assert "they are away until Mon 7 Dec" in app.screen


async def test_an_address_that_does_not_work_asks_for_another(tmp_path: Path, box: Maildir) -> None:
    box.put(mail("MAILER-DAEMON@mx.example", text="<ada@example.org>:\nunknown user"), MONDAY + timedelta(hours=3))
    async with Driver.start(tmp_path, size=SMALL, day=THURSDAY) as app:
        ada = await asked(app)
        await app.press("I")
        await looked(app)
        assert app.workspace.core.standing(ada).reason == "the address does not work: another one?"
        await app.press("p")
        assert "another one?" in app.screen


async def test_a_quiet_line_says_what_was_looked_for_and_typing_is_left_alone(tmp_path: Path, box: Maildir) -> None:
    box.put(mail("ada@example.org", text="Gladly."), MONDAY + timedelta(hours=3))
    async with Driver.start(tmp_path, size=(120, 36), day=THURSDAY) as app:
        ada = await asked(app)
        await app.press("enter")
        await app.type("Dear ")
        assert app.main.composer.typing
        typed = app.main.composer.body.text
        app.app.lookout.look()
        await looked(app)
        assert app.main.composer.typing
        assert app.main.composer.body.text == typed
        assert app.workspace.core.standing(ada).stage is Stage.REPLIED
        assert "Looked for answers from one" in app.screen


@pytest.mark.parametrize(("minutes", "looks"), [(0, False), (30, True)])
async def test_nobody_looks_unasked_who_was_told_not_to(
    tmp_path: Path, box: Maildir, monkeypatch: pytest.MonkeyPatch, minutes: int, looks: bool
) -> None:
    config(tmp_path, f'maildir = "{box.folder}"\nlook_every = {minutes}')
    monkeypatch.setattr("informal.tui.lookout._FIRST_SECONDS", 0.01)
    async with Driver.start(tmp_path, size=SMALL, day=MONDAY) as app:
        await asked(app)
    async with Driver.start(tmp_path, size=SMALL, day=THURSDAY) as app:
        await app.pilot.pause(0.3)
        await looked(app)
        assert bool(app.app.lookout.said) is looks
        await app.press("I")
        await looked(app)
        assert app.app.lookout.said


async def test_offline_nothing_nags_and_who_asks_is_told(tmp_path: Path) -> None:
    config(tmp_path, '[mail.imap]\nhost = "127.0.0.1"\nport = 1\nsecurity = "none"\nuser = "sam"\npassword = "x"')
    async with Driver.start(tmp_path, size=SMALL, day=THURSDAY) as app:
        ada = await asked(app)
        app.app.lookout.look()
        await looked(app)
        assert "Nothing listens" not in app.screen
        assert app.workspace.core.standing(ada).stage is Stage.ASKED
        await app.press("I")
        await looked(app)
        assert "Nothing listens at 127.0.0.1" in app.screen


async def test_a_server_that_turns_us_away_is_told_once_and_left_alone(tmp_path: Path, post: Dovecot) -> None:
    config(
        tmp_path,
        f'[mail.imap]\nhost = "127.0.0.1"\nport = {post.plain}\nsecurity = "none"\nuser = "sam"\npassword = "wrong"',
    )
    async with Driver.start(tmp_path, size=SMALL, day=THURSDAY) as app:
        await asked(app)
        app.app.lookout._by_itself()
        await looked(app)
        assert "did not take user and password" in app.screen
        app.app.clear_notifications()
        await app.pilot.pause()
        app.app.lookout._by_itself()
        assert not app.app.lookout.busy


async def test_without_a_mailbox_nothing_is_different(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=SMALL, day=THURSDAY) as app:
        await asked(app)
        before = app.screen
        app.app.lookout._by_itself()
        await app.pilot.pause()
        assert app.screen == before
        await app.press("I")
        assert "No mailbox is set up" in app.screen
