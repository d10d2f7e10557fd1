"""The page and the picture stand alone, hold the store's own numbers, and nobody's name unless asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from living import lived

from informal.model.kinds import State, TalkOutcome
from informal.practice import telling
from informal.workspace import Workspace

NOW = datetime(2026, 11, 27, 10, 42, tzinfo=UTC)
VOID = {"meta"}
NASTY = "\"><script>alert(1)</script><img src=http://x.example/a.png onerror=x>&amp;]]>\x1b[31m\u202e'\ufffe"


class Page(HTMLParser):
    """Reads a page back: its elements, and the words in each section."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.section = ""
        self.sections: dict[str, str] = {}
        self.feed(text)
        self.close()
        assert self.open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "section":
            self.section = dict(attrs).get("id") or ""
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(self.open), data))
        if "style" not in self.open and "svg" not in self.open:
            self.sections[self.section] = self.sections.get(self.section, "") + data + " "

    def told(self, tag: str) -> list[str]:
        return [text for path, text in self.texts if path and path[-1] == tag]


def totals(page: Page) -> dict[str, int]:
    return {noun: int(number.replace(",", "")) for noun, number in zip(page.told("dt"), page.told("dd"), strict=True)}


def days(page: Page) -> dict[str, int]:
    """The squares' own words: "2026-11-26: 2 letters"."""
    said = [text for path, text in page.texts if path[-2:] == ("rect", "title") or path[-1:] == ("title",)]
    found = (re.fullmatch(r"(\d{4}-\d\d-\d\d): (\d+) letters?", text) for text in said)
    return {match[1]: int(match[2]) for match in found if match}


@pytest.mark.parametrize("asks", [1, 9, 60, 400])
def test_the_numbers_are_the_stores(tmp_path: Path, asks: int) -> None:
    workspace = lived(tmp_path, asks, NOW)
    page = Page(workspace.progress.page())
    messages = [m for m in workspace.core.messages() if m.state is State.SENT]
    held = [talk for talk in workspace.core.talks() if talk.outcome is TalkOutcome.HELD]
    introduced = [one for one in workspace.core.contacts() if one.introduced_by]
    expected = {
        "ask": len(messages),
        "talk": len(held),
        "introduction": len(introduced),
        "person met": len({talk.contact for talk in held}),
        "day you wrote": len({m.on for m in messages}),
    }
    read = totals(page)
    plural = {"person met": "people met", "day you wrote": "days you wrote"}
    for noun, number in expected.items():
        assert read.get(noun if number == 1 else plural.get(noun, f"{noun}s"), 0) == number, noun
    by_hand: dict[str, int] = {}
    for message in messages:
        assert message.on is not None
        by_hand[message.on.isoformat()] = by_hand.get(message.on.isoformat(), 0) + 1
    assert days(page) == by_hand
    table = [text for path, text in page.texts if "details" in path and path[-1] == "td"]
    assert dict(zip(table[::2], map(int, table[1::2]), strict=True)) == by_hand
    report = workspace.progress.report()
    loop = [int(text.replace(",", "")) for path, text in page.texts if path[-2:] == ("li", "b")]
    assert loop == [count for count in report.loop.values() if count], "no station that was not reached"
    assert loop[0] == len(messages)
    assert telling.say_overall(report) in page.sections["works"]
    for rate in (*report.openings, *report.channels):
        assert telling.say_rate(rate) in page.sections["works"]


@pytest.mark.parametrize("asks", [0, 60])
@pytest.mark.parametrize("names", [False, True])
def test_the_page_stands_alone(tmp_path: Path, asks: int, names: bool) -> None:
    text = lived(tmp_path, asks, NOW).progress.page(names=names)
    page = Page(text)
    assert text.startswith("<!doctype html>")
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
    for _, attributes in page.tags:
        assert not any(name in ("src", "href", "srcset", "xlink:href") or name.startswith("on") for name in attributes)
    assert not re.search(r"url\(|@import|https?:", text)
    assert ("default-src 'none'") in text
    assert "prefers-color-scheme: dark" in text
    assert {attributes.get("name") for tag, attributes in page.tags if tag == "meta"} >= {"viewport"}


@pytest.mark.parametrize("asks", [0, 1, 9])
def test_every_part_says_something(tmp_path: Path, asks: int) -> None:
    page = Page(lived(tmp_path, asks, NOW).progress.page())
    assert (
        list(page.sections)[1:-1]
        == ["totals", "week", "days", "works", "loop", "silence", "network"][: len(page.sections) - 2]
    )
    for part in ("totals", "week", "days", "works", "loop", "silence", "network"):
        assert len(page.sections[part].split()) >= 6, part
    assert not re.search(
        r"\d+ of \d+ answered|\d+ to \d+ in 100\b(?! settled)", page.sections["works"].replace("0 to 100 in 100", "")
    )


def _private(workspace: Workspace) -> Iterator[str]:
    for contact in workspace.core.contacts():
        yield contact.name
    for message in workspace.core.messages():
        yield message.body
    for talk in workspace.core.talks():
        yield talk.said


def test_without_names_nobody_is_named(tmp_path: Path) -> None:
    workspace = lived(tmp_path, 30, NOW)
    mine = workspace.core.paths.openings
    mine.mkdir(parents=True)
    (mine / "ask-kofi.txt").write_text("title: what I ask Kofi Fictional\nsubject: x\n\nHi {greeting},\n\nx?\n")
    for text in (workspace.progress.page(), workspace.progress.picture()):
        assert [word for word in _private(workspace) if word and word in text] == []
        assert "Kofi" not in text
    assert "Nobody Number-9" in workspace.progress.page(names=True)


def test_own_words_for_an_opening_show_with_names_only(tmp_path: Path) -> None:
    workspace = lived(tmp_path, 1, NOW)
    (message,) = [m for m in workspace.core.messages() if m.state is State.SENT]
    mine = workspace.core.paths.openings
    mine.mkdir(parents=True)
    (mine / f"{message.opening}.txt").write_text("title: what I ask Kofi Fictional\nsubject: x\n\nHi {greeting}, x?\n")
    assert "Kofi" not in workspace.progress.page() + workspace.progress.picture()
    assert telling.OWN_OPENING in workspace.progress.page()
    assert "Kofi" in workspace.progress.page(names=True)
    assert "Kofi" in workspace.progress.picture(names=True)


def test_a_name_is_never_markup(tmp_path: Path) -> None:
    workspace = lived(tmp_path, 1, NOW)
    (person,) = workspace.core.contacts()
    workspace.people.edit(person.id, name=NASTY)
    text = workspace.progress.page(names=True)
    page = Page(text)
    assert not {tag for tag, _ in page.tags} & {"script", "img"}
    assert "<script>alert(1)</script>" in page.sections["network"]
    assert "\x1b" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize("asks", [0, 1, 9, 60, 400])
def test_the_picture_is_whole_and_alone(tmp_path: Path, asks: int) -> None:
    workspace = lived(tmp_path, asks, NOW)
    text = workspace.progress.picture(names=True)
    root = ElementTree.fromstring(text)
    kinds = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert kinds <= {"svg", "title", "style", "rect", "text", "g", "line", "circle"}
    assert not re.search(r"url\(|@import|href", text)
    said = [element.text or "" for element in root.iter() if element.tag.endswith("title")]
    letters = sum(int(match[1]) for title in said if (match := re.search(r": (\d+) letter", title)))
    assert letters == asks
    assert "prefers-color-scheme: dark" in text


def test_colours_can_be_read_in_both_lights() -> None:
    from textual.color import Color

    from informal.exchange import chart
    from informal.tui.theme import READABLE, contrast

    light, _, dark = chart.COLOURS.partition("@media")
    for part in (light, dark):
        known = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", part))
        for ground in ("ground", "sheet"):
            for text in ("ink", "muted", "mark", "next"):
                assert contrast(Color.parse(known[text]), Color.parse(known[ground])) >= READABLE, (text, ground)
