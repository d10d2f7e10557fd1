"""The mail account in the app, by keys alone: sent, called back, refused, silent, laid among the drafts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from driver import MONDAY, WIDE, Driver
from letterbox import PASSWORD, USER, Mood, Post, serving, trust
from postoffice import dovecot

from informal.model.config import Security
from informal.model.kinds import State, Warmth
from informal.system.clock import Clock
from informal.tui import posting
from informal.tui.app import InformalApp
from informal.tui.screens.done import Done
from informal.workspace import Paths, Workspace, addressed
from informal.workspace.posting import Job


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "CALL_BACK_SECONDS", 60.0)
    monkeypatch.setattr(posting, "_TICK_SECONDS", 0.05)
    monkeypatch.setattr("informal.tui.widgets.asking.UNREAD_SECONDS", 0.0)


def set_up(folder: Path, post: Post, more: str = "", after: str = "") -> None:
    """config.toml as somebody would have written it."""
    server = post.server
    login = f'user = "{USER}"\npassword_command = "echo {PASSWORD}"\n' if server.user else ""
    (folder / "config").mkdir(exist_ok=True)
    path = folder / "config" / "config.toml"
    path.write_text(
        f'[mail]\nfrom = "Sam Example <{USER}>"\n{more}\n[mail.smtp]\nhost = "{server.host}"\nport = {server.port}\n'
        f'security = "{server.security}"\n{login}{after}'
    )
    path.chmod(0o600)


@asynccontextmanager
async def at_the_sheet(folder: Path, post: Post, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Driver]:
    """At the question how the letter to Maya leaves."""
    set_up(folder, post)
    async with Driver.start(folder, size=size) as app:
        await with_maya(app)
        yield app


async def with_maya(app: Driver, warmth: Warmth = Warmth.KNOWS_ME) -> None:
    app.workspace.setup.set("name", "Sam")
    maya = app.workspace.people.add("Maya Example", warmth=warmth, emails=("maya@example.com",))
    app.app.show_main(maya.id, write=True)
    await app.pilot.pause()
    await app.press("alt+s")


async def let_go(app: Driver) -> None:
    """The ten seconds are over. The fixture brings them back."""
    posting.CALL_BACK_SECONDS = 0.0
    await app.pilot.pause()


async def until(app: Driver, true: Callable[[], bool]) -> None:
    for _ in range(400):
        await app.pilot.pause()
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(app.screen)


def stands(app: Driver) -> State:
    (letter,) = app.workspace.core.messages()
    return letter.state


@pytest.mark.parametrize("size", [(80, 24), (50, 20)])
async def test_send_now_and_it_is_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(trust(tmp_path)))
    with serving(Security.TLS, login=True) as post:
        async with at_the_sheet(tmp_path, post, size) as app:
            assert "Nothing has gone out yet" in app.screen
            assert "Send it now to maya@example.com" in app.screen
            await app.press("s")
            assert "To Maya in" in app.screen
            assert stands(app) is State.DRAFT
            await let_go(app)
            await until(app, lambda: isinstance(app.app.screen, Done))
            assert stands(app) is State.SENT
            assert "That is today's ask." in app.screen
    (arrived,) = post.letters
    assert arrived.rcpt_tos == ["maya@example.com"]
    assert b"Hi Maya," in bytes(arrived.content)  # type: ignore[arg-type]


async def test_u_calls_it_back_while_there_is_time(tmp_path: Path) -> None:
    with serving() as post:
        async with at_the_sheet(tmp_path, post) as app:
            await app.press("s")
            assert "u calls it back" in app.screen
            await app.press("u")
            assert "Called back" in app.screen
            assert "u calls it back" not in app.screen
            assert stands(app) is State.DRAFT
            assert "Hi Maya," in app.screen
    assert post.letters == []


async def test_who_has_another_key_for_undo_is_told_that_one(tmp_path: Path) -> None:
    with serving() as post:
        set_up(tmp_path, post, after='[keys]\nundo = "f9"\n')
        async with Driver.start(tmp_path, size=WIDE) as app:
            await with_maya(app)
            key = app.app.keys["undo"]
            assert key != "u"
            assert f"{key} calls it back" in app.screen
            await app.press("s")
            assert f"{key} calls it back" in app.screen
            await app.press("f9")
            assert "Called back" in app.screen
    assert post.letters == []


async def test_leaving_in_the_ten_seconds_keeps_a_draft(tmp_path: Path) -> None:
    with serving() as post:
        async with at_the_sheet(tmp_path, post) as app:
            await app.press("s", "ctrl+q")
            assert "has not gone yet" in app.screen
            await app.press("ctrl+q")
            assert app.app.return_value == 0
        async with Driver.start(tmp_path) as app:
            assert stands(app) is State.DRAFT
            assert "Did it go out?" not in app.screen
    assert post.letters == []


async def test_whoever_writes_on_has_not_finished(tmp_path: Path) -> None:
    with serving() as post:
        async with at_the_sheet(tmp_path, post) as app:
            await app.press("s", "enter")
            await app.type("More")
            await let_go(app)
            await until(app, lambda: "Called back" in app.screen)
            assert stands(app) is State.DRAFT
    assert post.letters == []


async def leaves_below_a_dialog(app: Driver, key: str) -> None:
    """The letter goes on its way while the dialog of a key is open."""
    await app.press("s", key)
    await let_go(app)
    await until(app, lambda: stands(app) is State.SENDING)


async def test_another_opening_chosen_when_it_has_left_is_another_letter(tmp_path: Path) -> None:
    with serving(mood=Mood(waits=1.0)) as post:
        async with at_the_sheet(tmp_path, post) as app:
            await leaves_below_a_dialog(app, "o")
            await app.press("down", "enter")
            chosen = app.main.composer.body.text
            await until(app, lambda: any(one.state is State.SENT for one in app.workspace.core.messages()))
            assert [one.body for one in app.workspace.core.messages() if one.state is State.DRAFT] == [chosen]
    assert len(post.letters) == 1


async def test_another_way_chosen_when_it_has_left_is_refused_and_the_app_goes_on(tmp_path: Path) -> None:
    with serving(mood=Mood(waits=1.0)) as post:
        async with at_the_sheet(tmp_path, post) as app:
            await leaves_below_a_dialog(app, "c")
            await app.press("l")
            assert "on its way" in " ".join(note.message + note.title for note in app.app._notifications)
            await until(app, lambda: stands(app) is State.SENT)
    assert len(post.letters) == 1


async def test_a_no_is_told_with_the_servers_words_and_the_draft_stays(tmp_path: Path) -> None:
    with serving(mood=Mood(refuses="RCPT", words="550 5.1.1 nobody [/x] here")) as post:
        async with at_the_sheet(tmp_path, post) as app:
            await app.press("s")
            await let_go(app)
            await until(app, lambda: "550 5.1.1 nobody [/x]" in app.screen)
            assert stands(app) is State.DRAFT
            assert "Hi Maya," in app.screen
    assert post.letters == []


async def test_silence_is_asked_about_at_once_and_at_the_next_start(tmp_path: Path) -> None:
    with serving(mood=Mood(hangs_up=".")) as post:
        async with at_the_sheet(tmp_path, post) as app:
            await app.press("s")
            await let_go(app)
            await until(app, lambda: "Did it go out?" in app.screen)
            assert "Nobody knows whether it went out" in app.screen
            assert stands(app) is State.UNKNOWN
        async with Driver.start(tmp_path) as app:
            assert "Nobody knows whether it went out" in app.screen
            await app.press("y")
            assert stands(app) is State.SENT
    assert len(post.letters) == 1


async def test_whoever_leaves_while_the_server_has_it_leaves_when_it_answers_whatever_becomes_of_it(
    tmp_path: Path,
) -> None:
    with serving(mood=Mood(waits=1.0)) as post:
        async with at_the_sheet(tmp_path, post) as app:
            await app.press("s")
            await let_go(app)
            await until(app, lambda: stands(app) is State.SENDING)
            await app.press("ctrl+q")
            assert "I leave as soon as" in " ".join(note.message for note in app.app._notifications)
            app.workspace.people.delete(app.workspace.people.resolve("Maya Example").id)
            await until(app, lambda: app.app.return_value == 0)
    assert len(post.letters) == 1


async def test_a_sender_that_was_killed_is_asked_about_at_the_next_start(tmp_path: Path) -> None:
    with serving() as post:
        async with at_the_sheet(tmp_path, post) as app:
            await app.press("escape")
            maya = app.workspace.people.resolve("Maya Example")
            letter = app.workspace.letters.keep(app.workspace.letters.open(maya.id))
            job = app.workspace.posting.begin(letter)
            assert job.lock is not None
            job.lock.release()
        async with Driver.start(tmp_path) as app:
            assert stands(app) is State.UNKNOWN
            assert "Did it go out?" in app.screen


async def test_a_draft_is_laid_into_the_mailbox(tmp_path: Path) -> None:
    with dovecot() as mailbox, serving() as post:
        box, server = mailbox.inbox("sam"), mailbox.server("sam")
        more = f'[mail.imap]\nhost = "{server.host}"\nport = {server.port}\nsecurity = "none"\n'
        set_up(tmp_path, post, after=f'{more}user = "sam"\npassword_command = "echo {server.password}"\n')
        async with Driver.start(tmp_path) as app:
            await with_maya(app)
            assert "Draft it into your mailbox" in app.screen
            await app.press("d")
            await until(app, lambda: "Did it go out?" in app.screen)
            assert "among the drafts" in app.screen
            assert stands(app) is State.HANDED
        assert len(list((box.folder / ".Drafts").glob("*/*"))) == 1
    assert post.letters == []


async def test_laying_down_may_break_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(job: Job) -> None:
        raise RuntimeError

    monkeypatch.setattr("informal.workspace.posting.put_down", broken)
    with serving() as post:
        set_up(tmp_path, post, after='[mail.imap]\nhost = "127.0.0.1"\nuser = "sam"\npassword = "x"\n')
        async with Driver.start(tmp_path) as app:
            await with_maya(app)
            await app.press("d")
            await until(app, lambda: "not in your mailbox" in app.screen)
            assert "Into your mailbox" not in app.screen
            assert stands(app) is State.DRAFT


async def test_a_draft_that_can_not_be_laid_down_stays_one_here(tmp_path: Path) -> None:
    with serving() as post:
        set_up(
            tmp_path,
            post,
            after='[mail.imap]\nhost = "127.0.0.1"\nport = 1\nsecurity = "none"\nuser = "sam"\npassword = "x"\n',
        )
        async with Driver.start(tmp_path) as app:
            await with_maya(app)
            await app.press("d")
            await until(app, lambda: "Nothing listens at" in app.screen)
            assert stands(app) is State.DRAFT


async def test_undo_after_the_yes_asks(tmp_path: Path) -> None:
    with serving() as post:
        async with at_the_sheet(tmp_path, post) as app:
            await app.press("s")
            await let_go(app)
            await until(app, lambda: isinstance(app.app.screen, Done))
            await app.press("escape", "u")
            assert "Did it go out?" in app.screen
            assert stands(app) is State.UNKNOWN
    assert len(post.letters) == 1


async def test_a_letter_with_open_places_is_not_sent(tmp_path: Path) -> None:
    with serving() as post:
        set_up(tmp_path, post)
        async with Driver.start(tmp_path) as app:
            await with_maya(app, Warmth.NEW_TO_ME)
            await app.press("s")
            assert "Nothing went out." in app.screen
            assert "u calls it back" not in app.screen
    assert post.letters == []


async def test_without_an_account_nothing_is_offered(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await with_maya(app)
        assert "Send it now" not in app.screen
        assert "mailbox" not in app.screen
        await app.press("s", "d")
        assert "Nothing has gone out yet" in app.screen


async def test_an_address_that_was_clicked_opens_its_letter(tmp_path: Path) -> None:
    paths = Paths(tmp_path, tmp_path / "config", tmp_path / "state")
    workspace = Workspace.open(paths, origin="app", clock=Clock(MONDAY), patient=True)
    url = "mailto:maya.example@example.com?subject=Your%20talk&body=Hi%20Maya%2C%0D%0A%0D%0Awow&bcc=eve@example.net"
    first = addressed.begin(url, workspace.people, workspace.letters)
    app = InformalApp(workspace, first)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        driver = Driver(app, pilot)
        assert "To Maya Example" in driver.screen
        assert "Your talk" in driver.screen
        assert driver.main.composer.typing
    assert addressed.begin(url, workspace.people, workspace.letters) == first
    workspace.close()


async def test_a_mail_program_of_ones_own_gets_the_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from contextlib import nullcontext

    monkeypatch.setattr(InformalApp, "suspend", lambda self: nullcontext())
    kept = tmp_path / "kept"
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\necho "$1" > {kept}\n')
    program.chmod(0o700)
    with serving() as post:
        set_up(tmp_path, post, f'command = "{program} {{mailto}}"')
        async with Driver.start(tmp_path) as app:
            await with_maya(app)
            await app.press("e")
            assert "Did it go out?" in app.screen
    assert kept.read_text().startswith("mailto:maya@example.com?subject=")
