"""What machines say in somebody's name: that they are away, and until when."""

from __future__ import annotations

import re
from datetime import date, timedelta

from informal.errors import Refused
from informal.practice.when import understand
from informal.text import fold, one_line

# How automatic answers begin their subject line; an answer to such a mail begins with "Re:".
_SUBJECTS = (
    "automatic reply", "auto reply", "auto-reply", "autoreply", "auto:", "automatic response", "auto response",
    "out of office", "out-of-office", "out of the office", "ooo:", "away from the office", "on leave", "vacation",
    "abwesenheit", "abwesend", "automatische antwort", "automatisch antwoord", "afwezig",
    "reponse automatique", "absence du bureau", "absent", "respuesta automatica", "fuera de la oficina",
    "resposta automatica", "risposta automatica",
)  # fmt: skip
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = (
    r"(?P<day>\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\.?(?:,? \d{{4}})?"
    rf"|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"
    r"|\d{1,2}/\d{1,2}/\d{4}"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_UNTIL = re.compile(
    r"\b(?:until|till|til|through|back(?: in the office| at work| at my desk)?(?: again)?(?: on| by)?"
    r"|return(?:ing)?(?: to the office| to work)?(?: on)?"
    r"|bis(?: zum| einschliesslich)?|jusqu'au|hasta el|tot(?: en met)?)"
    rf"[ :]+(?:the |and including )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?(?=\d|{_MONTH}))?{_DAY}"
)
# Nobody says such a thing of a day further off; a number was misread.
_FAR = timedelta(days=400)
# As much of a text as is looked at.
_SCANNED = 4000


def says_away(subject: str) -> bool:
    """Whether a subject line is one that machines write while somebody is away."""
    return fold(one_line(subject)).startswith(_SUBJECTS)


def away_until(text: str, on: date) -> date | None:
    """The day until which an automatic answer of that day says somebody is away; None where it can't be told.

    A date of which day and month may be the other way round counts for nothing.
    """
    found = _UNTIL.search(fold(one_line(text[:_SCANNED])).replace("’", "'"))
    day = _day(found["day"], on) if found else None
    return day if day is not None and on <= day <= on + _FAR else None


def _day(text: str, on: date) -> date | None:
    numbers = [int(part) for part in re.findall(r"\d+", text)]
    try:
        if "." in text and text[0].isdigit() and len(numbers) > 1 and not re.search("[a-z]", text):
            year = numbers[2] if len(numbers) > 2 else on.year
            found = date(year + 2000 if year < 100 else year, numbers[1], numbers[0])
            return found if len(numbers) > 2 or found >= on else found.replace(year=on.year + 1)
        if "/" in text:
            one, other, year = numbers
            if one <= 12 and other <= 12 and one != other:
                return None
            return date(year, min(one, other), max(one, other)) if one <= 12 or other <= 12 else None
        plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b| of\b", "", text).replace(",", " ").replace(".", " ")
        return understand(plain, on).day
    except (Refused, ValueError):
        return None
