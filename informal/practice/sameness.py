"""Who is who: the keys by which two records are the same person."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote

from informal.model.rows import OWN, Row
from informal.model.values import Contact
from informal.text import fold, one_line

_ADDRESS = re.compile(
    r"(?:(?:[a-z][a-z0-9+.-]*:)?//)?(?P<host>[^/?#]*)(?P<path>[^?#]*)(?P<query>\?[^#]*)?", re.IGNORECASE
)
_PERSON = re.compile(r"/(in|pub)/([^/]+)(/.+)?")

# An import asks several times about the row at hand.
_RECENT = 64

# Under this name Contact.imported keeps the mark of a row by which nobody can be recognised.
KEYLESS = "row"


@lru_cache(_RECENT)
def normal_profile(url: str) -> str:
    """A profile's address as something to compare: no scheme, country, language, query, case or escapes.

    "https://de.linkedin.com/in/Zo%C3%AB-Pretend/en?trk=x" is "linkedin.com/in/zoë-pretend"; "" stays "".
    """
    match = _ADDRESS.match(one_line(url))
    if match is None:
        return ""
    host = match["host"].casefold().rpartition("@")[2].partition(":")[0]
    path = match["path"] if "%" not in match["path"] else unquote(match["path"])
    path = path.casefold().rstrip("/")
    if host == "linkedin.com" or host.endswith(".linkedin.com"):
        host = "linkedin.com"
        person = _PERSON.match(path)
        if person:
            # Old addresses go on (/pub/ada/1/2ab/3cd), new ones with a language only (/in/ada/en).
            more = person[3] if person[1] == "pub" and person[3] else ""
            return f"{host}/{person[1]}/{person[2]}{more}"
        return f"{host}{path}{(match['query'] or '').casefold()}"  # /profile/view?id=123
    return f"{host.removeprefix('www.')}{path}{match['query'] or ''}" if host else ""


@lru_cache(_RECENT)
def _name_and_company(name: str, company: str) -> str:
    """Both together as one key; "" when either is missing."""
    one, other = fold(one_line(name)), fold(one_line(company))
    return f"{one}|{other}" if one and other else ""


def prints(name: str, company: str, linkedin: str, emails: Iterable[str]) -> frozenset[str]:
    """Hashes of everything by which somebody would be recognised, for those who are to be forgotten and stay away."""
    keys = [f"profile {normal_profile(linkedin)}" if linkedin else "", *(f"email {mail.casefold()}" for mail in emails)]
    both = _name_and_company(name, company)
    keys.append(f"name {both}" if both else "")
    return frozenset(hashlib.sha256(f"informal {key}".encode()).hexdigest()[:32] for key in keys if key)


def keyless_mark(row: Row) -> str:
    """What tells a row without profile, address and company from others, when the same file comes again; else ""."""
    if row.linkedin or row.emails or row.company:
        return ""
    return _keyless(row)


def _keyless(one: Row | Contact) -> str:
    return "|".join((fold(one_line(one.name)), one.role, one.phone, str(one.connected_on or "")))


class Known:
    """The people there are, found by what a row says of them. Follows an import row by row."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self._people: dict[int, Contact] = {}
        self._profiles: dict[str, int] = {}
        self._addresses: dict[str, int] = {}
        self._both: dict[str, list[int]] = {}
        self._names: dict[str, int] = {}
        # Whom the rows so far meant that might have to go by name and company the next time.
        self._claims: dict[str, int] = {}
        self._claimed_names: dict[str, set[int]] = {}
        # Whom an earlier import made of a row by which nobody can be recognised. Each such row takes one of them.
        self._keyless: dict[str, list[int]] = {}
        # The same for people who were typed by hand: rows of our own tables mean them.
        self._typed: dict[str, list[int]] = {}
        for contact in sorted(contacts, key=lambda one: one.id):
            self._place(contact)
            if mark := contact.imported.get(KEYLESS):
                self._keyless.setdefault(mark, []).append(contact.id)
            elif not (contact.linkedin or contact.emails or contact.company):
                self._typed.setdefault(_keyless(contact), []).append(contact.id)

    def find(self, row: Row) -> tuple[Contact | None, str]:
        """The one a row means, and by what; (None, "") for somebody new."""
        profile = normal_profile(row.linkedin)
        if profile and (found := self._profiles.get(profile)) is not None:
            return self._people[found], "the same profile"
        for address in row.emails:
            if (found := self._addresses.get(address.casefold())) is not None:
                return self._people[found], "the same e-mail address"
        both = _name_and_company(row.name, row.company)
        claimed = self._claims.get(both) if both else None
        for id in (*(() if claimed is None else (claimed,)), *self._both.get(both, ())):
            # One name, one company, two profiles: two people.
            if not profile or not self._people[id].linkedin:
                return self._people[id], "the same name and company"
        mark = keyless_mark(row)
        same = self._keyless.get(mark) or (self._typed.get(mark) if row.source == OWN else None)
        return (self._people[same.pop(0)], "the same row as before") if same else (None, "")

    def people(self) -> Iterable[Contact]:
        """Everybody, as they are now."""
        return self._people.values()

    def namesake(self, name: str) -> str:
        """A remark when somebody of that name is there already; the name alone makes nobody the same."""
        found = self._names.get(fold(one_line(name)))
        if found is None:
            return ""
        if self._people[found].dont_write:
            return "somebody of that name asked not to be written to again"
        return "somebody else here has the same name"

    def owner(self, address: str) -> int | None:
        """Whose e-mail address it is."""
        return self._addresses.get(address.casefold())

    def may_have(self, contact: Contact, address: str) -> bool:
        """Whether an address is nobody else's."""
        return self._addresses.get(address.casefold(), contact.id) == contact.id

    def add(self, contact: Contact, row: Row) -> None:
        """Somebody new, made of a row."""
        self._place(contact)
        self.also(contact, row)

    def also(self, contact: Contact, row: Row) -> None:
        """For the rest of the file this row's profile and addresses mean them, as far as they mean nobody else."""
        profile = normal_profile(row.linkedin)
        if profile:
            self._profiles.setdefault(profile, contact.id)
        for address in row.emails:
            self._addresses.setdefault(address.casefold(), contact.id)

    def claim(self, contact: Contact, row: Row) -> None:
        """A row that was put to somebody must mean them when the file comes again, even without their profile."""
        profile = normal_profile(row.linkedin)
        if profile and profile == normal_profile(contact.linkedin):
            return
        if both := _name_and_company(row.name, row.company):
            self._claims.setdefault(both, contact.id)
            self._claimed_names.setdefault(fold(one_line(row.name)), set()).add(contact.id)

    def may_be_called(self, contact: Contact, name: str) -> bool:
        """Whether no row of this file has claimed the name, with any company, for somebody else."""
        return self._claimed_names.get(fold(one_line(name)), set()) <= {contact.id}

    def may_work_at(self, contact: Contact, name: str, company: str) -> bool:
        """Whether no row of this file has claimed the name and company together for somebody else."""
        return self._claims.get(_name_and_company(name, company), contact.id) == contact.id

    def change(self, before: Contact, after: Contact) -> None:
        """Somebody has changed."""
        profile = normal_profile(before.linkedin)
        if profile != normal_profile(after.linkedin) and self._profiles.get(profile) == before.id:
            del self._profiles[profile]
        was, now = (_name_and_company(one.name, one.company) for one in (before, after))
        if was != now and before.id in self._both.get(was, ()):
            self._both[was].remove(before.id)
        self._place(after)

    def _place(self, contact: Contact) -> None:
        self._people[contact.id] = contact
        if contact.linkedin and (profile := normal_profile(contact.linkedin)):
            self._profiles.setdefault(profile, contact.id)
        for address in contact.emails:
            self._addresses.setdefault(address.casefold(), contact.id)
        if both := _name_and_company(contact.name, contact.company):
            ids = self._both.setdefault(both, [])
            if contact.id not in ids:
                ids.append(contact.id)
                ids.sort()
        self._names.setdefault(fold(one_line(contact.name)), contact.id)
