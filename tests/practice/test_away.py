"""Automatic answers: that they are, and until when."""

from __future__ import annotations

from datetime import date

import pytest

from informal.practice.away import away_until, says_away
from informal.practice.quoting import fold_quotes

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("I am away until 3 December.", date(2026, 12, 3)),
        ("I will be back on Thursday, December 3rd, 2026", date(2026, 12, 3)),
        ("returning to the office on\nMonday, 30 November", date(2026, 11, 30)),
        ("back in the office on the 1st of December", date(2026, 12, 1)),
        ("Out through 2026-12-01 with no mail", date(2026, 12, 1)),
        ("away until Friday", date(2026, 11, 27)),
        ("until 2 January", date(2027, 1, 2)),
        ("Ich bin bis zum 3.12.2026 nicht da", date(2026, 12, 3)),
        ("bis 3.12. abwesend", date(2026, 12, 3)),
        ("until 12/13/2026", date(2026, 12, 13)),
        ("until 03/04/2027", None),  # March or April
        ("until further notice", None),
        ("I was away until 3 November 2026", None),
        ("until 99 December", None),
        ("until 2026-13-45", None),
        ("", None),
    ],
)
def test_until_when(text: str, day: date | None) -> None:
    assert away_until(text, MONDAY) == day


@pytest.mark.parametrize(
    ("subject", "away"),
    [
        ("Automatic reply: Could I ask you something?", True),
        ("Out of Office: Re: hello", True),
        ("Réponse automatique : bonjour", True),
        ("Abwesenheitsnotiz", True),
        ("Re: Out of office", False),
        ("Could I ask you something?", False),
    ],
)
def test_subjects_of_machines(subject: str, away: bool) -> None:
    assert says_away(subject) is away


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Gladly!\n\nOn Mon, 23 Nov 2026 at 10:42, Sam\n<sam@example.net> wrote:\n> Hi\n> there\n", "Gladly!"),
        ("Gern.\n\nAm Mo., 23. Nov. 2026 um 10:42 Uhr schrieb Sam <sam@example.net>:\n> Hallo", "Gern."),
        ("Sure\n\n-----Original Message-----\nFrom: Sam\n\nHi", "Sure"),
        ("Sure\n\nFrom: Sam <sam@example.net>\nSent: Monday\nTo: Ada\nSubject: x\n\nHi", "Sure"),
        ("Sure\n________________________________\nFrom: Sam\nHi", "Sure"),
        ("> when?\nFriday\n> where?\nHere\n\n> Sam", "Friday\n[...]\nHere"),
        ("From: my heart, gladly", "From: my heart, gladly"),
        ("> all of it quoted: yes", "> all of it quoted: yes"),
        ("Two times:\nMonday\nTuesday", "Two times:\nMonday\nTuesday"),
    ],
)
def test_the_history_below_an_answer_is_folded_away(text: str, answer: str) -> None:
    assert fold_quotes(text) == answer
