"""Bytes of a mail to a value. Everything in them was written by somebody else: whatever can't be read counts as absent.

Only what tells an answer from a machine's words is looked at, only the first of a long thing, and nothing is opened
that is attached.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime
from hashlib import sha256

from informal.mail.markup import plain
from informal.practice.away import says_away
from informal.practice.quoting import fold_quotes
from informal.practice.received import Received, Sort
from informal.text import clean, one_line

# As much of one mail as is read: an answer stands at its beginning, attachments behind it.
LARGEST = 256 * 1024
# As much of a header line, and of an answer's text, as is kept.
_LINE = 8_000
_TEXT = 20_000
_IDS = 200
_PARTS = 50
_NESTED = 20
_NESTING = re.compile(rb"multipart/|message/rfc822|message/global", re.IGNORECASE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_ID = re.compile(r"<[!-;=?-~]{1,250}>")
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,64}@[^\s@<>()\[\],;:\"\\]{1,190}")
_GIVEN_BACK = re.compile(r"^message-id:\s*(<[!-;=?-~]{1,250}>)", re.IGNORECASE | re.MULTILINE)
# qmail, and others before delivery reports had a form: "<ada@example.org>:" on a line of its own.
_FAILED_LINE = re.compile(r"^\s*<?([^\s<>@]{1,64}@[^\s<>@]{1,190}?)>?:?\s*$", re.MULTILINE)
_DAEMONS = ("mailer-daemon@", "postmaster@", "mail-daemon@", "mailerdaemon@")
_BULK = frozenset({"bulk", "list", "junk"})


def read(raw: bytes, arrived: datetime) -> Received:
    """The mail that those bytes hold; arrived: when the server took it, aware. Raises nothing.

    Bytes that are no mail are Sort.OTHER.
    """
    raw = _sane(raw[:LARGEST])
    try:
        return _read(BytesParser(policy=compat32).parsebytes(raw), raw, arrived)
    except Exception:  # the email package raises anything on a mail that was made to do so
        return Received(Sort.OTHER, "", _made_id(raw), frozenset(), arrived)


def _sane(raw: bytes) -> bytes:
    """The mail, or only its head where its parts are so many that it was made to keep a reader busy: the parser tries
    every line against the end of every part around it."""
    if len(_NESTING.findall(raw)) <= _NESTED:
        return raw
    end = _HEAD_END.search(raw)
    return raw[: end.start()] if end else raw[:_LINE]


def _read(mail: Message, raw: bytes, arrived: datetime) -> Received:
    ids = _ids(mail, "Message-ID")
    references = {*_ids(mail, "In-Reply-To"), *_ids(mail, "References")}
    senders = _addresses(mail, "From")
    subject = _subject(mail)
    failed: tuple[str, ...] = ()
    sort = _sort(mail, senders, subject)
    text = ""
    if sort is Sort.BOUNCE:
        failed, given_back, text = _report(mail)
        references |= given_back
    elif sort is not Sort.OTHER:
        text = fold_quotes(_text(mail))[:_TEXT]
    return Received(
        sort,
        senders[0] if senders else "",
        ids[0] if ids else _made_id(raw),
        frozenset(references),
        arrived,
        _dated(mail),
        subject,
        text,
        failed,
        bulk=_is_bulk(mail),
    )


def _made_id(raw: bytes) -> str:
    """An id for a mail that has none, the same one each time it is looked at."""
    return f"<{sha256(raw[:_LINE]).hexdigest()[:32]}@no-id.invalid>"


# Headers


def _lines(mail: Message, name: str) -> list[str]:
    return [str(value)[:_LINE] for value in mail.get_all(name, ())[:3]]


def _ids(mail: Message, name: str) -> list[str]:
    return [found for line in _lines(mail, name) for found in _ID.findall(line)][-_IDS:]


def _addresses(mail: Message, name: str) -> list[str]:
    """The addresses of a header, from its bytes as they are: an encoded word never becomes an address."""
    found = [address.casefold() for _, address in getaddresses(_lines(mail, name)[:1])]
    return [address for address in found if _ADDRESS.fullmatch(address)]


def _subject(mail: Message) -> str:
    line = next(iter(_lines(mail, "Subject")), "")
    try:
        return one_line(str(make_header(decode_header(line))))[:300]
    except (LookupError, ValueError):
        return one_line(line)[:300]


def _dated(mail: Message) -> datetime | None:
    try:
        found = parsedate_to_datetime(next(iter(_lines(mail, "Date")), ""))
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _word(mail: Message, name: str) -> str:
    """The first word of a header, in small letters."""
    return next(iter(_lines(mail, name)), "").partition(";")[0].strip().casefold()


def _is_bulk(mail: Message) -> bool:
    return _word(mail, "Precedence") in _BULK or mail.get("List-Id") is not None


def _sort(mail: Message, senders: list[str], subject: str) -> Sort:
    kind = mail.get_content_type()
    report = str(mail.get_param("report-type", "")).casefold()
    if kind == "multipart/report" and report in ("", "delivery-status"):
        return Sort.BOUNCE if _gave_up(mail) else Sort.OTHER
    if kind == "multipart/report":
        return Sort.OTHER  # "your mail was displayed", complaints
    if any(sender.startswith(_DAEMONS) for sender in senders):
        return Sort.BOUNCE
    automatic = _word(mail, "Auto-Submitted")
    if automatic.startswith("auto-replied") or _word(mail, "Precedence") == "auto_reply" or says_away(subject):
        return Sort.AWAY
    if mail.get("X-Autoreply") is not None or mail.get("X-Autorespond") is not None:
        return Sort.AWAY
    return Sort.ANSWER if automatic in ("", "no") else Sort.OTHER


# What a server says that gives a letter back (RFC 3464)


def _gave_up(mail: Message) -> bool:
    """Whether it is over: a server that only says that it takes longer has not given up."""
    actions = [_word(block, "Action") for block in _status(mail)]
    return not actions or "failed" in actions


def _status(mail: Message) -> Iterator[Message]:
    """The blocks of a delivery report that speak of one recipient each."""
    for part in _parts(mail):
        if part.get_content_type() == "message/delivery-status":
            blocks = part.get_payload()
            if isinstance(blocks, list):
                yield from (block for block in blocks if isinstance(block, Message) and block.get("Action"))


def _report(mail: Message) -> tuple[tuple[str, ...], set[str], str]:
    """The addresses that do not work, the ids of the letter that is given back, and the server's reason."""
    failed: list[str] = []
    reason = ""
    for block in _status(mail):
        if _word(block, "Action") != "failed":
            continue
        for name in ("Original-Recipient", "Final-Recipient"):
            failed += [found.casefold() for line in _lines(block, name) for found in _ADDRESS.findall(line)]
        reason = reason or one_line(next(iter(_lines(block, "Diagnostic-Code")), ""))
    failed += [found.casefold() for line in _lines(mail, "X-Failed-Recipients") for found in _ADDRESS.findall(line)]
    words = _text(mail)
    if not failed:
        failed = [found.casefold() for found in _FAILED_LINE.findall(words)][:10]
    given_back = set(_GIVEN_BACK.findall(words)[:10])
    for part in _parts(mail):
        if part.get_content_type() == "message/rfc822":
            given_back |= {found for inner in part.get_payload() for found in _inner_ids(inner)}
        elif part.get_content_type() == "text/rfc822-headers":
            given_back |= set(_GIVEN_BACK.findall(_decoded(part))[:10])
    return tuple(dict.fromkeys(failed)), given_back, reason[:_TEXT]


def _inner_ids(inner: object) -> list[str]:
    return [*_ids(inner, "Message-ID"), *_ids(inner, "References")] if isinstance(inner, Message) else []


# Text


def _parts(mail: Message) -> Iterator[Message]:
    """The parts in order, none of those inside an attached mail, and no more than a mail has."""
    waiting = [mail]
    for _ in range(_PARTS):
        if not waiting:
            return
        part = waiting.pop(0)
        yield part
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting = [*(one for one in inner if isinstance(one, Message)), *waiting]


def _text(mail: Message) -> str:
    """What the mail says, cleaned: the first plain part, else the first one in HTML."""
    html = ""
    for part in _parts(mail):
        if part.get_content_disposition() == "attachment":
            continue
        if part.get_content_type() == "text/plain":
            text = clean(_decoded(part)).strip()
            if text:
                return text
        elif part.get_content_type() == "text/html" and not html:
            html = _decoded(part)
    return clean(plain(html)).strip()


def _decoded(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    charset = str(part.get_content_charset() or "utf-8")
    try:
        return data.decode(charset, "replace")
    except (LookupError, ValueError, UnicodeError):
        return data.decode("utf-8", "replace")
