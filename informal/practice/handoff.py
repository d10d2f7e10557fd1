"""Handing a letter to another program, and understanding what somebody typed or dropped to say who they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote, unquote, urlsplit

from informal.practice import names
from informal.practice.sameness import normal_profile
from informal.text import clean, one_line

# Longer mailto addresses are cut or refused by some mail programs; then a file is the better way.
MAILTO_LIMIT = 2000
_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]]+@[^\s@<>,;:\"()\[\]]+\.[^\s@<>,;:\"()\[\]]+")
_NAMED_ADDRESS = re.compile(r"^\s*\"?([^\"<>]*?)\"?\s*<([^<>]+)>\s*$")
_AROUND = "<>(),;:|"
_FILE_ENDINGS = (".csv", ".zip", ".vcf", ".json")


def mailto_url(address: str, subject: str, body: str, *, limit: int = MAILTO_LIMIT) -> str | None:
    """A mailto address for a letter (RFC 6068: blanks %20, line ends %0D%0A); None when it would be too long."""
    lines = quote(clean(body).replace("\n", "\r\n"), safe="")
    url = f"mailto:{quote(one_line(address), safe='@')}?subject={quote(one_line(subject), safe='')}&body={lines}"
    return url if len(url) < limit else None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a mailto address asks for."""

    address: str
    subject: str = ""
    body: str = ""


def read_mailto(url: str) -> Wanted | None:
    """What a mailto address asks for (RFC 6068); None unless it names one person. Other headers in it mean nothing."""
    scheme, _, rest = url.partition(":")
    path, _, query = rest.partition("#")[0].partition("?")
    to = unquote(path).strip(" ")
    if scheme.casefold() != "mailto" or not _ADDRESS.fullmatch(to):
        return None
    fields: dict[str, str] = {}
    for field in query.split("&"):
        name, _, value = field.partition("=")
        fields.setdefault(unquote(name).casefold(), unquote(value, errors="replace"))
    return Wanted(to, one_line(fields.get("subject", "")), clean(fields.get("body", "")).strip())


def profile_url(linkedin: str) -> str | None:
    """A person's LinkedIn page as an address to open; None for anything that is none."""
    normal = normal_profile(linkedin)
    return (
        f"https://www.{quote(normal, safe='/')}"
        if normal.startswith(("linkedin.com/in/", "linkedin.com/pub/"))
        else None
    )


def linkedin_search_url(name: str, company: str = "") -> str:
    """LinkedIn's own search for somebody."""
    words = one_line(f"{name} {company}")
    return f"https://www.linkedin.com/search/results/people/?keywords={quote(words, safe='')}"


def eml(from_name: str, from_address: str, to_name: str, to_address: str, subject: str, body: str) -> bytes:
    """A letter as an .eml file. X-Unsent makes classic Outlook open it as a draft.

    Names and addresses go in as parts, never as one string: "Smith, Bob <a@x>" would become two people.
    """
    from email.headerregistry import Address
    from email.message import EmailMessage
    from email.policy import SMTP

    letter = EmailMessage(policy=SMTP)
    for header, name, address in (("From", from_name, from_address), ("To", to_name, to_address)):
        if _ADDRESS.fullmatch(address) and address.isascii():
            letter[header] = Address(display_name=one_line(name), addr_spec=address)
    letter["Subject"] = one_line(subject)
    letter["X-Unsent"] = "1"
    letter.set_content(clean(body) + "\n")
    return letter.as_bytes()


@dataclass(frozen=True, slots=True)
class Found:
    """Who or what was meant. file: a path, when it looks like one; the disk was not asked."""

    name: str = ""
    email: str = ""
    linkedin: str = ""
    file: str = ""


def recognise(typed: str) -> Found:
    """What a field understood: a name, an address, "Ada Example <ada@example.org>", a profile link, a dropped file."""
    text = one_line(typed)
    if file := _file(text):
        return Found(file=file)
    named = _NAMED_ADDRESS.match(text)
    if named and _ADDRESS.fullmatch(named[2].strip()):
        address = named[2].strip()
        return Found(name=named[1].strip() or _name_from_address(address), email=address)
    # A name with an address or a link beside it: "Ada Example, ada@example.org", "mailto:ada@example.org".
    for word in text.split():
        address = word.removeprefix("mailto:").partition("?")[0].strip(_AROUND)
        url = profile_url(word.strip(_AROUND))
        if _ADDRESS.fullmatch(address) or url:
            said = text.replace(word, " ", 1).strip(f" {_AROUND}")
            if url:
                return Found(name=one_line(said) or names.from_profile(url) or "Somebody on LinkedIn", linkedin=url)
            return Found(name=one_line(said) or _name_from_address(address), email=address)
    return Found(name=text)


def _file(text: str) -> str:
    """The path in what a terminal types for a dropped file: quoted, file:// or with escaped blanks; else ""."""
    if len(text) > 1 and text[0] in "'\"" and text[-1] == text[0]:
        text = text[1:-1]
    elif text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    elif "\\ " in text:
        text = re.sub(r"\\(.)", r"\1", text)
    return text if PurePath(text).suffix.casefold() in _FILE_ENDINGS else ""


def _name_from_address(address: str) -> str:
    """ "ada.example@..." is Ada Example: a guess that stands in a field where it can be changed."""
    local = address.partition("@")[0].partition("+")[0]
    words = [word for word in re.split(r"[._\-\d]+", local) if word]
    return " ".join(word[:1].upper() + word[1:] for word in words) or address
