"""send, mail setup, mail test, and an address that was clicked, as lines; against servers on the loopback."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from letterbox import PASSWORD, USER, Mood, serving, trust
from postoffice import Dovecot, dovecot

from informal.cli import app as line
from informal.errors import Refused
from informal.model.config import Security, Server
from informal.system import config
from informal.workspace import Workspace, accounts
from informal.workspace.accounts import example
from informal.workspace.posting import put_down


@pytest.fixture(scope="module")
def mailbox() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


def config_file() -> Path:
    return Path(os.environ["INFORMAL_CONFIG_DIR"]) / "config.toml"


def account(smtp: Server, imap: Server | None = None, more: str = "") -> None:
    """config.toml as somebody would have written it."""
    text = [f'[mail]\nfrom = "Sam Example <{USER}>"\n{more}']
    for name, server in (("smtp", smtp), ("imap", imap)):
        if server is not None:
            text.append(f'[mail.{name}]\nhost = "{server.host}"\nport = {server.port}\nsecurity = "{server.security}"')
            if server.user:
                text.append(f'user = "{server.user}"\npassword = "{server.password}"')
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text("\n".join(text))
    config_file().chmod(0o600)


def draft(informal: Any, body: str = "Hi Ada,\n\nhow do you dye wool?\n\nSam") -> None:
    assert informal("draft", "Ada Example", "--subject", "May I ask?", "--body", body).status == 0


@pytest.mark.usefixtures("ada")
class TestSend:
    def test_the_draft_goes_out_once(self, informal: Any) -> None:
        draft(informal)
        with serving() as post:
            account(post.server)
            said = informal("send", "Ada Example")
            assert (said.status, said.out) == (0, "Sent to Ada Example at ada@example.org. 1 ask in all.\n")
            again = informal("send", "Ada Example")
        assert again.status == 1
        assert "There is no letter to Ada Example yet" in again.err
        assert len(post.letters) == 1
        assert informal("show", "ada@example.org", "--json").json["messages"][0]["state"] == "sent"

    def test_json_is_the_message(self, informal: Any) -> None:
        draft(informal)
        with serving() as post:
            account(post.server)
            assert informal("send", "Ada Example", "--json").json["state"] == "sent"

    def test_open_places_stay_only_anyway(self, informal: Any) -> None:
        assert informal("draft", "Ada Example", "--opening", "cold").status == 0
        with serving() as post:
            account(post.server)
            refused = informal("send", "Ada Example")
            assert refused.status == 1
            assert "The letter still says" in refused.err
            assert post.letters == []
            assert informal("send", "Ada Example", "--anyway").status == 0
        assert len(post.letters) == 1

    def test_a_no_is_on_stderr_with_the_servers_words(self, informal: Any) -> None:
        draft(informal)
        with serving(mood=Mood(refuses="DATA", words="554 5.7.1 no\x1b[31m thanks")) as post:
            account(post.server)
            said = informal("send", "Ada Example")
        assert said.status == 1
        assert "554 5.7.1 no thanks" in said.err
        assert said.out == ""
        assert informal("draft", "Ada Example", "--json").json["body"].startswith("Hi Ada,")

    def test_silence_is_told_and_asked_about_by_next(self, informal: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        draft(informal)
        with serving(mood=Mood(hangs_up=".")) as post:
            account(post.server)
            said = informal("send", "Ada Example")
            assert said.status == 1
            assert "Nobody knows whether it went out" in said.err
            assert "Nobody has said yet" in informal("send", "Ada Example").err
        assert len(post.letters) == 1
        monkeypatch.setattr("informal.cli.next.is_terminal", lambda _: True)
        asked = informal("next", stdin="y\n")
        assert "Nobody knows whether a letter to Ada Example went out" in asked.err
        assert informal("status", "--json").json["total_asks"] == 1

    def test_without_an_account_the_way_to_one_is_named(self, informal: Any) -> None:
        draft(informal)
        said = informal("send", "Ada Example")
        assert said.status == 1
        assert "informal mail setup" in said.err

    def test_a_copy_is_filed_where_the_server_keeps_none(self, informal: Any, mailbox: Dovecot) -> None:
        draft(informal)
        box = mailbox.inbox("copies")
        with serving() as post:
            account(post.server, mailbox.server("copies"))
            assert informal("send", "Ada Example").err == ""
        (copy,) = (box.folder / ".Was sent").glob("*/*")
        assert copy.name.endswith(":2,S")
        assert copy.read_bytes().replace(b"\r\n", b"\n") == bytes(post.letters[0].content).replace(b"\r\n", b"\n")  # type: ignore[arg-type]

    def test_a_copy_that_can_not_be_filed_does_not_make_it_unsent(self, informal: Any) -> None:
        draft(informal)
        with serving() as post:
            account(post.server, Server("127.0.0.1", 1, Security.NONE, "sam", password="x"))
            said = informal("send", "Ada Example")
        assert said.status == 0
        assert "It went out; the copy" in said.err
        assert len(post.letters) == 1

    def test_a_draft_is_laid_into_the_mailbox(self, informal: Any, mailbox: Dovecot) -> None:
        draft(informal)
        box = mailbox.inbox("drafts")
        with serving() as post:
            account(post.server, mailbox.server("drafts"))
            workspace = Workspace.find(origin="test")
            letter = workspace.letters.open(workspace.people.resolve("Ada Example").id)
            put_down(workspace.posting.lay_down(letter))
        (laid,) = (box.folder / ".Drafts").glob("*/*")
        assert laid.name.endswith(":2,D")
        (handed,) = workspace.outbox.handed()
        assert handed.message_id.encode() in laid.read_bytes()
        assert post.letters == []


class TestSetup:
    def test_an_example_is_written_where_no_file_is(self, informal: Any) -> None:
        said = informal("mail", "setup")
        assert said.status == 0
        assert str(config_file()) in said.out
        assert config_file().stat().st_mode & 0o777 == 0o600
        assert tomllib.loads(config_file().read_text()) == {}

    def test_a_file_that_is_there_stays(self, informal: Any) -> None:
        config_file().parent.mkdir(parents=True)
        config_file().write_text("mouse = false\n")
        said = informal("mail", "setup", "sam@fastmail.com")
        assert "smtp.fastmail.com" in said.out
        assert config_file().read_text() == "mouse = false\n"

    @pytest.mark.parametrize(
        "address", ["sam@gmail.com", "sam@fastmail.com", "sam@icloud.com", "sam@outlook.com", "sam@example.org"]
    )
    def test_an_example_for_an_address_is_used_as_it_is(self, address: str) -> None:
        reading = config.parse(example(address, 'Sam "the" Example'))
        assert reading.problems == ()
        mail = reading.config.mail
        assert mail.smtp is not None
        assert mail.imap is not None
        assert (mail.smtp.user, mail.sender) == (address, f"Sam the Example <{address}>")
        assert bool(mail.smtp.token_command) == (address == "sam@outlook.com")

    def test_what_is_no_address_is_refused(self, informal: Any) -> None:
        said = informal("mail", "setup", 'sam"\nport = 1')
        assert said.status == 1
        assert not config_file().exists()


class TestTest:
    def test_both_are_tried_and_nothing_is_sent(
        self, informal: Any, mailbox: Dovecot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(trust(tmp_path)))
        with serving(Security.STARTTLS, login=True) as post:
            account(post.server, mailbox.server("sam"))
            said = informal("mail", "test")
        assert said.status == 0
        assert said.out.count("lets you in") == 2
        assert "stands in config.toml" in said.err
        assert PASSWORD not in said.out + said.err
        assert post.letters == []

    def test_what_is_wrong_is_said_of_each(self, informal: Any, mailbox: Dovecot) -> None:
        with serving(login=True, password="not-this-one") as post:
            wrong = Server("127.0.0.1", mailbox.plain, Security.NONE, "sam", password="nor-this")
            account(post.server, wrong)
            said = informal("mail", "test", "--json")
        assert said.status == 1
        told = json.loads(said.out)
        assert not told["ok"]
        assert [part["ok"] for part in told["parts"]] == [True, False, False]
        assert said.out.count("did not take user and password") == 2
        assert "not-this-one" not in said.out + said.err
        assert "nor-this" not in said.out + said.err

    def test_a_file_that_can_not_be_used_is_told_with_its_line(self, informal: Any) -> None:
        account(Server("127.0.0.1", 1, Security.NONE), more="fro = 1\n")
        said = informal("mail", "test")
        assert "line 3" in said.err
        assert "Nothing listens at 127.0.0.1:1" in said.out

    def test_nothing_to_test_names_the_way(self, informal: Any) -> None:
        said = informal("mail", "test")
        assert (said.status, "informal mail setup" in said.err) == (1, True)

    def test_a_program_can_not_be_tried(self) -> None:
        from informal.model.config import Mail

        parts = list(accounts.test(Mail(sender="sam@example.org", sendmail="cat -t")))
        assert "can't be tried" in parts[1].words
        parts = list(accounts.test(Mail(sender="Sam", sendmail="/no/such/program")))
        assert all(part.error for part in parts)


def test_an_address_that_was_clicked_opens_the_app() -> None:
    opened: list[str] = []

    def open_app(paths: object, *, demo: bool = False, mailto: str = "") -> int:
        opened.append(mailto)
        return 0

    assert line.run(["mailto:ada@example.org?subject=hi"], open_app) == 0
    assert opened == ["mailto:ada@example.org?subject=hi"]
    assert line.run(["mailto:ada@example.org", "mailto:eve@example.net"], open_app) == 2


@pytest.mark.parametrize(
    "url", ["mailto:", "mailto:a@example.org,b@example.org", "mailto:%0d%0aBcc:x@example.org", "mailto:ada"]
)
def test_an_address_that_names_nobody_or_several_is_refused(url: str, tmp_path: Path) -> None:
    from informal.workspace import addressed

    workspace = Workspace.find(str(tmp_path / "data"), origin="test")
    with pytest.raises(Refused):
        addressed.begin(url, workspace.people, workspace.letters)
    assert not len(workspace.people)
