from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from informal.exchange import markdown
from informal.exchange.markdown import Person
from informal.model.kinds import Channel, Kind, Outcome, State, TalkOutcome, Warmth
from informal.model.values import Contact, Message, NextStep, Talk
from informal.text import clean, one_line

NOW = datetime(2026, 11, 17, 9, tzinfo=UTC)
DAY = date(2026, 11, 17)
NASTY = (
    "# heading",
    "```\nout of the fence\n```",
    "<script>alert(1)</script>",
    "[a](javascript:x) ![b](http://x.example/pixel.png)",
    "*a* _b_ **c** `d` ~~e~~",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "- item\n1. item\n> quote\n\n    code\n---\n===",
    "&amp; &lt; \\* \\",
    "https://x.example www.x.example ada@x.example",
    "[x]: http://x.example",
    "\x1b[31mred\u202e",
)


def person(text: str) -> Person:
    contact = Contact(
        id=1, name=text, greeting=text, emails=(text,), company=text, role=text, linkedin=text, phone=text, tie=text,
        tags=(text,), notes=text, warmth=Warmth.KNOWS_ME, dont_write=True,
    )  # fmt: skip
    letter = Message(
        id=2, contact=1, kind=Kind.ASK, channel=Channel.EMAIL, subject=text, body=text, state=State.SENT, at=NOW, on=DAY
    )
    answer = Message(id=3, contact=1, body=text, state=State.RECEIVED, outcome=Outcome.YES, at=NOW, on=DAY)
    talk = Talk(
        id=4, contact=1, starts_at=NOW, on=DAY, place=text, questions=(text,), notes=text, said=text, learned=text,
        outcome=TalkOutcome.HELD, next_step=NextStep(what=text, by=DAY, done_on=DAY),
    )  # fmt: skip
    return Person(contact, (letter, answer), (talk,), "talked", text)


def shape(text: str) -> list[tuple[str, str]]:
    """What a reader of Markdown makes of it, without the words: every block, and every inline thing but text."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found: list[tuple[str, str]] = []
    for token in parser.parse(text):
        found.append((token.type, token.tag))
        found += [(one.type, one.tag) for one in token.children or () if one.type not in ("text", "text_special")]
    return found


def test_the_whole_of_it() -> None:
    talks = Talk(
        id=4, contact=1, starts_at=NOW, on=DAY, minutes=20, said="Looms sing.", outcome=TalkOutcome.HELD,
        next_step=NextStep(what="Send the book", by=DAY),
    )  # fmt: skip
    letter = Message(id=2, contact=1, subject="Looms?", body="Hi Ada,\n\nhow?", state=State.SENT, at=NOW, on=DAY,
                     channel=Channel.EMAIL)  # fmt: skip
    tick = Message(id=3, state=State.SENT, at=NOW, on=DAY)
    ada = Contact(id=1, name="Ada Example", emails=("ada@looms.example",), notes="Sings.\nAlto.")
    text = markdown.dump([Person(ada, (letter,), (talks,), "talked", "Kofi Fictional")], [tick], DAY).decode()
    assert (
        text
        == """# My people

Written by informal on 2026-11-17.

## Ada Example

- Where we stand: talked
- E-mail: `ada@looms.example`
- Introduced by: Kofi Fictional

### Notes

```text
Sings.
Alto.
```

### Letters

#### 2026-11-17, sent, ask, by email

Subject: Looms?

```text
Hi Ada,

how?
```

### Talks

#### 2026-11-17, 20 minutes, held

- Begins: 2026-11-17T09:00:00+00:00
- Next step: Send the book
- By: 2026-11-17

One thing they said:

```text
Looms sing.
```

## With nobody named

- 2026-11-17: ask
"""
    )


@pytest.mark.parametrize("text", NASTY)
def test_a_persons_text_is_no_markup(text: str) -> None:
    written = markdown.dump([person(text)], (), DAY).decode()
    assert shape(written) == shape(markdown.dump([person("word")], (), DAY).decode())
    assert "\x1b" not in written
    assert "\u202e" not in written


@given(st.text(max_size=60).filter(lambda text: bool(one_line(text)) and bool(clean(text).strip())))
def test_no_text_at_all_is_markup(text: str) -> None:
    written = markdown.dump([person(text)], (), DAY).decode()
    assert shape(written) == shape(markdown.dump([person("word")], (), DAY).decode())


@given(st.text(max_size=60))
def test_a_fence_gives_its_text_back(text: str) -> None:
    (token,) = MarkdownIt("commonmark").parse("\n".join(markdown.fence(text)))
    assert (token.type, token.content) == ("fence", clean(text).rstrip("\n").replace("\x00", "\ufffd") + "\n")


@pytest.mark.parametrize("text", ["https://x.example", "www.x.example", "ada@x.example", "http://www.x.example/a_b_c"])
def test_nothing_becomes_a_link_by_itself(text: str) -> None:
    parser = MarkdownIt("gfm-like", {"linkify": True})
    tokens = parser.parseInline(markdown.inline(text))[0].children or []
    assert [one.type for one in tokens if one.type.startswith("link")] == []
    assert "".join(one.content for one in tokens) == text
