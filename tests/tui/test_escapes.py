"""What a terminal tells, read by Textual's own parser: a paste is a text, whatever is in it and however it arrives."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from terminal import Terminal
from textual._xterm_parser import XTermParser
from textual.events import Key, Paste

from informal.text import clean
from informal.tui.escapes import tell_alt
from informal.workspace import Paths, Workspace

_BEGIN, _END = "\x1b[200~", "\x1b[201~"


def read(pieces: Iterable[str]) -> list[str]:
    """The keys and pastes that the parser tells of, as it is used in the app."""
    tell_alt()
    parser = XTermParser()
    found = [message for piece in pieces for message in parser.feed(piece)]
    return [f"paste {one.text}" if isinstance(one, Paste) else one.key for one in found if isinstance(one, Key | Paste)]


@pytest.mark.parametrize(
    ("pasted", "text"),
    [
        ("red \x1b[31mlooms\x1b[0m", "red looms"),
        ("\x1bq", "q"),
        ("quit\x1b", "quit"),
        ("\x1b", ""),
        ("\x1b\x1b[ rn \x1b[20", "n 20"),
        ("a file\x1b]0;title\x07 of notes", "a file of notes"),
        ("one\r\ntwo", "one\ntwo"),
    ],
)
def test_esc_in_a_paste_makes_no_keys(pasted: str, text: str) -> None:
    told = ["j", f"paste {text}", "k"]
    whole = f"j{_BEGIN}{pasted}{_END}k"
    assert read([whole]) == told
    assert read(whole) == told


@given(st.lists(st.text("\x1b[]201~qm \n", max_size=20), max_size=3), st.data())
def test_a_paste_is_one_text_however_it_arrives(pastes: list[str], data: st.DataObject) -> None:
    pastes = [text for text in pastes if _END not in f"{text}{_END}"[:-1] and _BEGIN not in text]
    whole = "j".join(["", *(f"{_BEGIN}{text}{_END}" for text in pastes), ""])
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=5)))
    pieces = [whole[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(whole)], strict=True) if begin < end]
    told = read(pieces)
    assert [one for one in told if one.startswith("paste")] == [f"paste {clean(text)}" for text in pastes]
    assert [one for one in told if one != "j" and not one.startswith("paste")] == []


def test_words_pasted_outside_of_a_text_are_no_commands(tmp_path: Path) -> None:
    home = tmp_path / "home"
    workspace = Workspace.open(Paths(home, home / "c", home / "s"), origin="test")
    ada = workspace.people.add("Ada Example")
    workspace.outbox.sent(ada.id)
    workspace.close()
    with Terminal.shell(home) as terminal:
        terminal.type("informal")
        terminal.keys("Enter")
        terminal.until("Ada Example")
        terminal.paste("\x1b[31mr\x1bn\x1b[0m and so on\x1bq to the end of it, more than thirty letters of them")
        terminal.keys("?")
        assert "ready>" not in terminal.until("What works here").replace("ready> informal", "")
        terminal.keys("Escape")
        terminal.keys("q")
        terminal.until(r"ready>\s*$")
    workspace = Workspace.open(Paths(home, home / "c", home / "s"), origin="test")
    assert len(workspace.core.messages()) == 1
    workspace.close()
