"""The whole way with a mail account, by verbs and keys at 80x24: set up, sent, answered, told what they say."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from driver import MONDAY, Driver
from letterbox import PASSWORD as POSTED
from letterbox import USER, serving
from postoffice import PASSWORD, Dovecot, mail

from informal.__main__ import main
from informal.model.kinds import Outcome, State
from informal.tui import posting
from informal.tui.screens.done import Done


async def test_set_up_sent_and_answered(
    tmp_path: Path, post: Dovecot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, folder in (("DATA", tmp_path), ("CONFIG", tmp_path / "config"), ("STATE", tmp_path / "state")):
        monkeypatch.setenv(f"INFORMAL_{name}_DIR", str(folder))
    monkeypatch.setattr(posting, "CALL_BACK_SECONDS", 0.1)
    assert main(["mail", "setup", USER]) == 0
    file = tmp_path / "config" / "config.toml"
    assert USER in file.read_text()
    inbox = post.inbox("whole")
    with serving(login=True) as smtp:
        file.write_text(
            f'[mail]\nfrom = "Sam Example <{USER}>"\n'
            f'[mail.smtp]\nhost = "{smtp.server.host}"\nport = {smtp.server.port}\n'
            f'security = "{smtp.server.security}"\n'
            f'user = "{USER}"\npassword_command = "echo {POSTED}"\n'
            f'[mail.imap]\nhost = "127.0.0.1"\nport = {post.plain}\nsecurity = "none"\nuser = "whole"\n'
            f'password_command = "echo {PASSWORD}"\n'
        )
        capsys.readouterr()
        assert main(["mail", "test"]) == 0
        assert smtp.letters == []
        async with Driver.start(tmp_path, size=(80, 24)) as app:
            await app.type("maya@example.com")
            await app.press("enter", "1")
            await app.press("tab")
            await app.type("Sam")
            await app.press("tab", "enter")
            assert "Send it now to maya@example.com" in app.screen
            await app.read()
            await app.press("s")
            for _ in range(400):
                await asyncio.sleep(0.01)
                await app.pilot.pause()
                if isinstance(app.app.screen, Done):
                    break
            assert "That is today's ask." in app.screen
            (gone,) = smtp.letters
            asked = message_from_bytes(bytes(gone.content))  # type: ignore[arg-type]
            before = inbox.picture()
            answer = mail("maya@example.com", about=str(asked["Message-ID"]), text="Gladly. Thursday suits me.")
            inbox.put(answer, MONDAY + timedelta(hours=1))
            await app.press("escape", "escape", "I")
            for _ in range(400):
                await app.pilot.pause(0.02)
                if not app.app.lookout.busy:
                    break
            assert "Gladly. Thursday suits me." in app.screen
            await app.read()
            await app.press("y")
            received = next(m for m in app.workspace.core.messages() if m.state is State.RECEIVED)
            assert (received.outcome, received.body) == (Outcome.YES, "Gladly. Thursday suits me.")
    assert set(before) <= set(inbox.picture())
