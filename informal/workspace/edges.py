"""Where text from outside becomes values: the fields a person can fill in, and what each takes.

pydantic checks here, over the model's own dataclasses, and nowhere on the way to the first paint.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, get_origin, get_type_hints

from informal.errors import Refused
from informal.model.values import NOT_SET_BY_HAND, Contact, Settings
from informal.text import clean, one_line

# The keys by which the first question is answered.
_WARMTHS = {"1": "knows_me", "2": "half_knows_me", "3": "new_to_me"}
_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form. name: of the model. option: of the command line. lines: whether it takes several."""

    name: str
    label: str
    option: str
    example: str = ""
    lines: bool = False


CONTACT_FIELDS: tuple[Field, ...] = (
    Field("name", "Name", "name", "Ada Example"),
    Field("warmth", "How well", "warmth", "knows me (1), half knows me (2), new to me (3)"),
    Field("emails", "E-mail", "email", "ada@example.org, several with commas"),
    Field("company", "Where", "company", "Example Looms"),
    Field("role", "Work", "role", "pattern designer"),
    Field("tie", "What ties you", "tie", "school: Riverside High · work: your talk on looms"),
    Field("linkedin", "LinkedIn", "linkedin", "linkedin.com/in/ada-example"),
    Field("phone", "Phone", "phone"),
    Field("greeting", "Greeted as", "greeting", "Dr. Example; without it, the first name"),
    Field("timezone", "Time zone", "timezone", "Europe/Paris"),
    Field("tags", "Tags", "tag", "looms, paris"),
    Field("introduced_by", "Introduced by", "introduced-by", "Kofi Fictional"),
    Field("notes", "Notes", "notes", "write what they could read", lines=True),
)

# The looks that come with the program; a test compares them with the screen's own.
THEMES = (
    *("meadow", "paper", "contrast-dark", "contrast-light", "two-tone-dark", "two-tone-light"),
    *("ansi-dark", "ansi-light"),
)
SETTING_NAMES: tuple[str, ...] = tuple(name for name in Settings.__dataclass_fields__ if name not in NOT_SET_BY_HAND)


@dataclass(frozen=True, slots=True)
class SettingWords:
    """A setting as people call it. among: the only values it takes, if they are few."""

    name: str
    label: str
    example: str = ""
    among: tuple[str, ...] = ()


SETTINGS: tuple[SettingWords, ...] = (
    SettingWords("name", "Your name, under a letter", "Sam"),
    SettingWords("profile", "Your profile's link", "linkedin.com/in/sam-example"),
    SettingWords("signature", "Your signature", "Sam · 000 000"),
    SettingWords("curious_about", "What you are curious about", "how maps are made"),
    SettingWords("why", "Why you do this, for you alone", "find out, better job"),
    SettingWords("daily_goal", "Today's ask: how many", "1"),
    SettingWords("if_then", "When I send the top letter", "When my tea is ready, I send it."),
    SettingWords("country", "Your country, for its holidays", "US, or none"),
    SettingWords("working_days", "Days you work; 1 is Monday", "1, 2, 3, 4, 5"),
    SettingWords("days_off", "Your own days off", "2026-12-23, 2026-12-28"),
    SettingWords("quiet_from", "Quiet weeks, from", "12-24, or none"),
    SettingWords("quiet_to", "Quiet weeks, to", "01-02, or none"),
    SettingWords("days_until_else", "Days until somebody else", "3"),
    SettingWords("days_until_follow_up", "Days until the one short note", "7"),
    SettingWords("follow_up_offered", "Days the note is offered", "20"),
    SettingWords("letters_per_company", "Open letters into one company", "2"),
    SettingWords("linkedin_note_limit", "Characters in a LinkedIn note", "200"),
    SettingWords("language_nudges", "Remarks on words, in English", "yes, or no"),
    SettingWords("theme", "The look", "meadow"),
)


def parse(cls: type, name: str, text: str) -> Any:
    """The value a field takes from a text; "" gives the field's empty value. Raises Refused with what it takes."""
    from pydantic import TypeAdapter, ValidationError

    hint = get_type_hints(cls)[name]
    raw: Any = clean(text).strip() if name == "notes" else one_line(text)
    if get_origin(hint) is tuple:
        # Days and numbers hold no blanks, so a blank parts them, too.
        pieces = text.split(",") if cls is Contact else text.replace(",", " ").split()
        raw = [part for part in map(one_line, pieces) if part]
    elif not raw and type(None) in getattr(hint, "__args__", ()):
        return None
    if name == "warmth":
        raw = _WARMTHS.get(raw, raw.casefold().replace(" ", "_"))
    try:
        return TypeAdapter(hint).validate_python(raw)
    except ValidationError as error:
        why = f"{error.errors()[0]['msg']}." if cls is Contact else ""
        raise Refused(f"{one_line(text)!r} does not fit {name}", why, _takes(cls, name)) from None


def hint_about(name: str, text: str) -> str:
    """A gentle remark on a field's text, or "". It never stops anybody."""
    text = one_line(text)
    if not text:
        return ""
    if name == "emails":
        odd = next((part.strip() for part in text.split(",") if not _ADDRESS.fullmatch(part.strip())), "")
        return f"{odd} does not look like an address. Kept anyway." if odd else ""
    if name == "linkedin" and "linkedin.com/" not in text.casefold():
        return "This does not look like a LinkedIn link. Kept anyway."
    return ""


def _takes(cls: type, name: str) -> str:
    """What to say that a field takes; "" where there is nothing to say."""
    if get_type_hints(cls)[name] is int:
        return "It is a number between 1 and 400."
    words: Iterable[Field | SettingWords] = CONTACT_FIELDS if cls is Contact else SETTINGS
    example = next((one.example for one in words if one.name == name), "")
    return f"It takes: {example}." if example else ""
