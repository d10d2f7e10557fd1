"""Names as people decorate them, and as one would say them. Every text here is clean and on one line already."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from informal.text import one_line

_PICTURE = (
    "[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299\u00a9\u00ae\u2122]"
)
# A picture with its joiners, variation selectors, key caps and tags. Joiners elsewhere belong to the script.
_EMOJI = re.compile(f"(?:{_PICTURE}[\ufe0e\ufe0f\u20e3\u200d\U000e0020-\U000e007f]*)+")
_TITLE = re.compile(r"^(?:(?:dr|prof|mr|mrs|ms|mx|ing|dipl|eng|rev|sir|dame)\b\.?\s*-?\s*)+", re.IGNORECASE)
_TITLED = re.compile(r"^(dr|prof|professor|sir|dame|rev)\b\.?\s+", re.IGNORECASE)
_INITIAL = re.compile(r"(?:[A-Z]\.)+|[A-Z]")
_ASIDE = re.compile(r"(?:^|\s+)(?:\([^()]*\)|\[[^\[\]/@]*\])(?=\s|$)")
# Chinese, Japanese and Korean names: the family name may come first, so no half of one is a greeting.
_SIGNS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_GENERATION = {"jr", "sr", "ii", "iii", "iv", "junior", "senior"}
_LETTERS_AFTER = re.compile(
    "ph?d|d?phil|drphil|e?mba|m[ad]|[bm]sc|ba|mp[ahp]|[bm]fa|[bm]eng|edd|jd|ll[bm]|esq|c[pf]a|cma|cisa|cissp|cism|"
    "pmp|prince2|acca|aca|fca|rn|[bmd]sn|dnp|lcsw|lpc|dds|dvm|pharmd|phr|sphr|shrm-s?cp|gphr|csm|cspo|itil|ccn[ap]|"
    "cfp|cipd|mcipd|frsa|fhea|pgce|cscp|aia|gisp|rdn|dpt",
    re.IGNORECASE,
)


def plain(name: str) -> str:
    """A name without pictures and the letters after it ("Ada Example, PhD" is Ada Example).

    A name that is nothing else, or in capitals throughout, stays as it is.
    """
    bare = _bare(name)
    if bare.isupper() or ("," not in bare and not bare[-2:].isupper() and "." not in bare[-2:]):
        return bare or name
    first, *after = (part.strip() for part in bare.split(","))
    kept = [first, *(part for part in after if not _is_title(part))]
    words = ", ".join(part for part in kept if part).split(" ")
    # "Mba" is a family name, "MBA" a degree: without a comma before it, the capitals decide.
    while len(words) > 1 and _known(words[-1]) and sum(map(str.isupper, words[-1])) > 1:
        words.pop()
    return " ".join(words).strip(" ,") or name


def greeting(first: str) -> str:
    """How one would greet somebody with that first name: no title, nickname or aside. May be ""."""
    return _TITLE.sub("", _ASIDE.sub(" ", plain(first)).strip()).strip()


def greeting_of(name: str) -> str:
    """How a letter greets somebody: the first name; with a doctor's or professor's title, that and the last name.

    "Ada Example, PhD" is Ada, "Dr. Ada Example" is Dr. Example. A name that begins with an initial, or stands in
    Chinese, Japanese or Korean signs, stays whole.
    """
    bare = plain(one_line(name))
    title = _TITLED.match(bare)
    if title:
        return f"{title[0].strip()} {bare[title.end() :].split()[-1]}" if bare[title.end() :].split() else bare
    if _SIGNS.search(bare):
        return bare
    last, comma, first = bare.partition(",")
    words = (first if comma and first.strip() else last).split()
    if not words or _INITIAL.fullmatch(words[0]):
        # "J. Placeholder" tells no first name: the whole of it is politer than a letter.
        return " ".join(words)
    shouted = bare.isupper() and words[0].isascii() and len(words[0]) > 2
    return words[0].capitalize() if shouted else words[0]


def only_letters_after(name: str) -> bool:
    """Whether what stands for a last name is nothing but "PhD, MBA" or pictures."""
    bare = _bare(name)
    pieces = [piece for piece in re.split(r"[,\s]+", bare) if piece]
    return all(_known(piece) and sum(map(str.isupper, piece)) > 1 for piece in pieces)


def from_profile(link: str) -> str:
    """A name out of "/in/ada-example-12ab34"; "" when it holds none."""
    try:
        path = urlsplit(link).path
    except ValueError:  # a host that no link can have
        return ""
    slug = unquote(path).rstrip("/").rpartition("/")[2]
    words = [word for word in re.split(r"[-_.]+", slug) if word and not any(char.isdigit() for char in word)]
    return one_line(" ".join(word[:1].upper() + word[1:] for word in words))


def from_address(address: str) -> str:
    """A name out of "ada.example@mail.example", or the address itself when it holds none."""
    words = [word for word in re.split(r"[._+-]+", address.partition("@")[0]) if word]
    if not words or any(any(char.isdigit() for char in word) for word in words):
        return address
    return one_line(" ".join(word[:1].upper() + word[1:] for word in words))


def _bare(name: str) -> str:
    """The name without pictures. Most have none: the search is cheaper than the substitution."""
    return name if name.isascii() or not _EMOJI.search(name) else one_line(_EMOJI.sub(" ", name))


def _is_title(part: str) -> bool:
    """Whether a piece after a comma is a degree or a licence: known, or short and in capitals."""
    word = part.strip(" .")
    if word.casefold() in _GENERATION:
        return False
    in_capitals = word.isascii() and word.isupper() and 2 <= len(word) <= 12
    return not word or in_capitals or all(map(_known, word.split()))


def _known(word: str) -> bool:
    return _LETTERS_AFTER.fullmatch(word.strip(",").replace(".", "")) is not None
