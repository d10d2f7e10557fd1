"""Wishes for keys: fulfilled, or told with what would do; and no command is ever left without a key."""

from __future__ import annotations

import string
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import _character_to_key
from textual.widgets import Input, TextArea

from informal.keys.commands import COMMANDS
from informal.keys.keymap import PRESETS, Keymap, made, normal
from informal.keys.places import WORKS, Place, display


def shared(keymap: Keymap) -> set[tuple[str, str, str]]:
    """(key, one command, other command) that share a key at some place."""
    found = set()
    for wheres in WORKS.values():
        here = [command for command in keymap.commands if command.where in wheres]
        for one, other in combinations(here, 2):
            found |= {(key, one.name, other.name) for key in set(one.keys) & set(other.keys)}
    return found


@pytest.mark.parametrize("sign", [*string.punctuation, *string.ascii_letters, *string.digits, " "])
def test_a_sign_has_the_name_that_textual_gives_it(sign: str) -> None:
    assert normal(sign) == (_character_to_key(sign), "")


@pytest.mark.parametrize(
    ("written", "key"),
    [("Ctrl+T", "ctrl+t"), ("shift+a", "A"), ("F2", "f2"), ("esc", "escape"), ("ctrl++", "ctrl+plus")],
)  # fmt: skip
def test_keys_may_be_written_as_people_write_them(written: str, key: str) -> None:
    assert normal(written) == (key, "")


@pytest.mark.parametrize("written", ["spoon", "super+a", "ctrl+", "", "ctrl+spoon", "\x1b"])
def test_what_is_no_key_is_none(written: str) -> None:
    assert normal(written)[1]


def test_without_wishes_the_keys_are_the_commands_own() -> None:
    keymap, faults = made("default", {})
    assert keymap.commands == COMMANDS
    assert not faults
    assert keymap.changed() == {}


def test_a_wish_replaces_the_keys() -> None:
    keymap, faults = made("default", {"find": ("f", "/"), "send": ("S",)})
    assert not faults
    assert keymap.by_name["find"].keys == ("f", "slash")
    assert keymap["send"] == "S"
    assert keymap.say("{send} sends") == "S sends"


def test_two_commands_may_change_places() -> None:
    keymap, faults = made("default", {"more": ("t",), "take_out": ("m",)})
    assert not faults
    assert (keymap["more"], keymap["take_out"]) == ("t", "m")


@pytest.mark.parametrize(
    ("name", "key", "nearest"),
    [
        ("wrte", "f2", "write"),
        ("Take-Out", "f2", "take_out"),
        ("quit", "f2", "leave"),  # as the screen calls it
        ("days to come", "f2", "agenda"),
        ("send", "ctrl+b", "f2"),  # tmux; b and B are taken
        ("send", "ctrl+a", "f2"),  # screen; a and A are taken
        ("send", "ctrl+s", "S"),  # flow control
        ("send", "ctrl+q", "Q"),
        ("send", "ctrl+i", "tab"),
        ("send", "ctrl+m", "enter"),
        ("send", "ctrl+[", "escape"),
        ("send", "alt+x", "X"),
        ("send", "shift+enter", "f2"),  # arrives as Enter
        ("send", "ctrl+enter", "f2"),
        ("send", "ctrl+space", "f2"),  # arrives under another name
        ("send", "ctrl+1", "1"),
        ("send", "ctrl+shift+x", "X"),
        ("send", "shift+2", "2"),  # arrives as the sign above it
        ("send", "entr", "enter"),
        ("send", "t", "f2"),  # taken
        ("next_place", "x", "f2"),  # types
    ],
)
def test_what_can_not_be_is_told_with_what_can(name: str, key: str, nearest: str) -> None:
    keymap, faults = made("default", {name: (key,)})
    assert keymap.commands == COMMANDS
    assert [(fault.name, fault.nearest) for fault in faults] == [(name, nearest)]


def test_of_several_keys_the_good_ones_are_used() -> None:
    keymap, faults = made("default", {"send": ("ctrl+b", "S")})
    assert keymap.by_name["send"].keys == ("S",)
    assert len(faults) == 1


def test_who_comes_first_keeps_the_key() -> None:
    keymap, faults = made("default", {"write": ("f2",), "send": ("f2",)})
    assert (keymap["write"], keymap["send"]) == ("F2", "s")
    assert "write" in faults[0].words


def test_the_place_of_another_that_could_not_move_is_not_taken() -> None:
    keymap, faults = made("default", {"more": ("t",), "take_out": ("spoon",)})
    assert (keymap["more"], keymap["take_out"]) == ("m", "t")
    assert {fault.name for fault in faults} == {"more", "take_out"}


def test_keys_that_belong_to_widgets_stay() -> None:
    _, faults = made("default", {"press": ("f2",)})
    assert [fault.name for fault in faults] == ["press"]


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_clashes_with_nothing(preset: str) -> None:
    keymap, faults = made(preset, {})
    assert not faults
    assert shared(keymap) == shared(Keymap())


def test_vim_has_its_four() -> None:
    keymap, _ = made("vim", {})
    assert [keymap.by_name[name].keys[0] for name in ("top", "bottom", "page_down", "page_up")] == [
        "g", "G", "ctrl+d", "ctrl+u",
    ]  # fmt: skip
    assert made("vim", {"bottom": ("end",)})[0].by_name["bottom"].keys == ("end",)


names = st.sampled_from([command.name for command in COMMANDS if not command.fixed])
keys = st.sampled_from(["s", "t", "m", "x", "f2", "enter", "space", "q", "?", "ctrl+z", "tab", "escape", "G", "ctrl+t"])


@given(st.sampled_from(list(PRESETS)), st.dictionaries(names, st.lists(keys, min_size=1, max_size=3), max_size=8))
def test_whatever_is_wished_no_key_is_two_commands_and_no_command_is_without(
    preset: str, wishes: dict[str, list[str]]
) -> None:
    keymap, _ = made(preset, wishes)
    assert shared(keymap) <= shared(Keymap())
    assert all(command.keys for command in keymap.commands)
    for place in Place:
        assert "leave" in [command.name for command in keymap.working(place)]


@pytest.mark.parametrize("widget", [TextArea, Input])
def test_no_key_that_edits_is_given_to_a_command_of_the_text(widget: type[TextArea | Input]) -> None:
    keys = {key for binding in widget.BINDINGS for key in binding.key.split(",")}  # type: ignore[union-attr]
    for key in keys:
        keymap, faults = made("default", {"send_now": [key]})
        assert faults, key
        assert keymap["send_now"] == "Alt+S"


def test_every_key_can_be_read() -> None:
    assert [display(key) for key in ("ctrl+g", "slash", "shift+tab", "alt+s", "f2", "G", "ctrl+pagedown")] == [
        "^G", "/", "Shift+Tab", "Alt+S", "F2", "G", "Ctrl+PgDn",
    ]  # fmt: skip
